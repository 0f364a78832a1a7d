"""Credentials in known formats: the fixed prefixes and lengths that their makers document."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Format(NamedTuple):
    """A pattern, and texts of which every match contains one, in lower case: most texts contain none of them.

    The time that a pattern takes must grow with the text and no faster, since anybody may send the worst text for it.
    So a repetition that another may follow is bounded, or does not share a letter with what comes next.
    """

    pattern: str
    hints: tuple[str, ...]


def _of(pattern: str, *hints: str) -> Format:
    return Format(pattern, hints)


FORMATS: dict[str, Format] = {
    # Keys and tokens of no single company.
    "a private key": _of(r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----", "private key"),
    "an age key": _of(r"\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b", "age-secret-key-1"),
    # {"…} in base64 after a dot: whatever stands before it is the header.
    "a JSON web token": _of(r"(?<=[A-Za-z0-9_-]{11})\.eyJ[A-Za-z0-9_-]{8,}+\.[A-Za-z0-9_-]{8}", ".eyj"),
    "a password in an address": _of(
        r"(?<=[A-Za-z0-9+.-])://(?!user(?:name)?:pass)[^\s:/@$<>{}]*+:(?![\s$<{*])[^\s:/@$<>{}*]++@", "://"
    ),
    "a password in a connection string": _of(
        r"(?i)(?:^|[;,\s])(?:password|pwd|accountkey|sharedaccesskey)\s*+=\s*+(?![$<{*])[^;,\s'\"]{6,}+(?=;|$)",
        *("password", "pwd", "accountkey", "sharedaccesskey"),
    ),
    "a header that signs in": _of(
        r"(?i)\b(?:basic\s++[a-z0-9+/]{16,}+={0,2}|bearer\s++(?![$<{])[\w.~+/-]{20,}+=*+)(?=$|[\s'\"])",
        *("basic", "bearer"),
    ),
    "a registry's password": _of(r"\"auth\"\s*+:\s*+\"[A-Za-z0-9+/]{8,}+={0,2}\"", '"auth"'),
    # Clouds.
    "an AWS access key": _of(r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b", "akia", "asia", "abia", "acca"),
    "a Google API key": _of(r"\bAIza[\w-]{35}(?![\w-])", "aiza"),
    "a Google client secret": _of(r"\bGOCSPX-[\w-]{28}(?![\w-])", "gocspx-"),
    "a Google access token": _of(r"\bya29\.[\w-]{20}", "ya29."),
    "an Azure client secret": _of(r"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])", "q~"),
    "an Azure shared access signature": _of(r"[?&]sig=[A-Za-z0-9%+/]{40}", "sig="),
    "an Alibaba Cloud key": _of(r"\bLTAI[A-Za-z0-9]{20}\b", "ltai"),
    "a Tencent Cloud key": _of(r"\bAKID[A-Za-z0-9]{32}\b", "akid"),
    "a DigitalOcean token": _of(r"\bdo[opr]_v1_[0-9a-f]{64}\b", "_v1_"),
    "a Heroku key": _of(r"\bHRKU-[\w-]{36}", "hrku-"),
    "a Cloudflare origin key": _of(r"\bv1\.0-[0-9a-f]{24}-[0-9a-f]{146}\b", "v1.0-"),
    "a Tailscale key": _of(r"\btskey-[a-z]{1,20}-[A-Za-z0-9]{6,64}-[A-Za-z0-9]{12}", "tskey-"),
    "a PlanetScale password": _of(r"\bpscale_(?:tkn|pw|oauth)_[\w.-]{32}", "pscale_"),
    "a Supabase token": _of(r"\bsbp_[0-9a-f]{40}\b", "sbp_"),
    "a Databricks token": _of(r"\bdapi[0-9a-f]{32}(?:-\d)?\b", "dapi"),
    # Repositories, builds and package registries.
    "a GitHub token": _of(
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22})", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"
    ),
    "a GitLab token": _of(r"\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent)-[\w-]{20}", "gl"),
    "a Bitbucket password": _of(r"\bATBB[A-Za-z0-9]{32}\b", "atbb"),
    "an Atlassian token": _of(r"\bATATT3[\w=-]{50}", "atatt3"),
    "an npm token": _of(r"\bnpm_[A-Za-z0-9]{36}\b", "npm_"),
    "a PyPI token": _of(r"\bpypi-AgE[\w-]{50}", "pypi-age"),
    "a RubyGems key": _of(r"\brubygems_[0-9a-f]{48}\b", "rubygems_"),
    "a Docker Hub token": _of(r"\bdckr_[po]at_[\w-]{27}", "dckr_"),
    "a Terraform token": _of(r"(?<=\b[A-Za-z0-9]{14})\.atlasv1\.[\w-]{60}", ".atlasv1."),
    "a Pulumi token": _of(r"\bpul-[0-9a-f]{40}\b", "pul-"),
    "a Vault token": _of(r"\bhv[sbr]\.[\w-]{24}", "hvs.", "hvb.", "hvr."),
    "a Doppler token": _of(r"\bdp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[A-Za-z0-9]{40,44}\b", "dp."),
    "a 1Password token": _of(r"\bops_eyJ[\w-]{50}", "ops_eyj"),
    "a Postman key": _of(r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b", "pmak-"),
    # Monitoring.
    "a New Relic key": _of(r"\bNR(?:AK|II|JS|AA)-[A-Za-z0-9-]{20}", "nrak-", "nrii-", "nrjs-", "nraa-"),
    "a Grafana token": _of(r"\bgl(?:sa_[A-Za-z0-9]{32}_[0-9a-f]{8}|c_[A-Za-z0-9+/]{32})", "glsa_", "glc_"),
    "a Sentry token": _of(r"\bsntry[su]_[\w+/=-]{40}", "sntry"),
    "a Dynatrace token": _of(r"\bdt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}\b", "dt0"),
    # Messages and mail.
    "a Slack token": _of(r"\bxox[abeoprs]-[A-Za-z0-9-]{10}", "xox"),
    "a Slack app token": _of(r"\bxapp-\d-[A-Z0-9]{1,32}-\d{1,32}-[0-9a-f]{32}", "xapp-"),
    "a Slack webhook": _of(
        r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Z]\w{1,32}/[\w/]{20}", "hooks.slack.com/"
    ),
    "a Discord webhook": _of(
        r"\bdiscord(?:app)?\.com/api/webhooks/\d{17,20}/[\w-]{60}", "discord.com/", "discordapp.com/"
    ),
    "a Discord token": _of(r"\b[MNO][A-Za-z0-9_-]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])", "."),
    "a Teams webhook": _of(r"\w\.webhook\.office\.com/webhookb2/[0-9a-f@-]{70}", ".webhook.office.com/"),
    "a Telegram bot's token": _of(r"\b\d{8,10}:AA[\w-]{33}(?![\w-])", ":aa"),
    "a Twilio key": _of(r"\bSK[0-9a-f]{32}\b", "sk"),
    "a SendGrid key": _of(r"\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])", "sg."),
    "a Mailgun key": _of(r"\bkey-[0-9a-f]{32}\b", "key-"),
    "a Mailchimp key": _of(r"(?<=\b[0-9a-f]{32})-us\d{1,2}\b", "-us"),
    # Payments and shops.
    "a Stripe key": _of(r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{20}", "k_live_", "k_test_"),
    "a Stripe webhook secret": _of(r"\bwhsec_[A-Za-z0-9+/=]{24}", "whsec_"),
    "a Square token": _of(r"\bsq0[a-z]{3}-[\w-]{22,43}(?![\w-])", "sq0"),
    "a Shopify token": _of(r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b", "shpat_", "shpca_", "shppa_", "shpss_"),
    # Models and office tools.
    "an OpenAI key": _of(r"\bsk-[A-Za-z0-9_-]{20,100}T3BlbkFJ[A-Za-z0-9_-]{20}", "t3blbkfj"),
    "an Anthropic key": _of(r"\bsk-ant-[a-z]{1,20}\d\d-[\w-]{80}", "sk-ant-"),
    "a Hugging Face token": _of(r"\bhf_[A-Za-z]{34}\b", "hf_"),
    "a Replicate token": _of(r"\br8_[A-Za-z0-9]{37}\b", "r8_"),
    "a Groq key": _of(r"\bgsk_[A-Za-z0-9]{52}\b", "gsk_"),
    "a Linear key": _of(r"\blin_(?:api|oauth)_[A-Za-z0-9]{40}", "lin_api_", "lin_oauth_"),
    "a Notion token": _of(r"\b(?:ntn_[A-Za-z0-9]{40}|secret_[A-Za-z0-9]{43}\b)", "ntn_", "secret_"),
    "an Airtable token": _of(r"\bpat[A-Za-z0-9]{14}\.[0-9a-f]{64}\b", "pat"),
    "a Figma token": _of(r"\bfig[duo]_?[dr]?_[\w-]{40}", "figd", "figu", "figo"),
    "an Adafruit key": _of(r"\baio_[A-Za-z0-9]{28}\b", "aio_"),
}
# Every hint once with its format: one flat list is searched faster than the tuples.
_HINTS = tuple((hint, kind) for kind, form in FORMATS.items() for hint in form.hints)
# A longer text is searched only up to here: no credential comes after a quarter of a megabyte.
MOST_CHARACTERS = 1 << 18
# No format can match without one of these, and most texts have neither.
_MAY_MATCH = re.compile(r"[A-Za-z0-9+/_=.~@:-]{8}|BEGIN")


def kind_of(text: str) -> str:
    """What kind of credential a text holds by its format, in words; "" for none."""
    if not _MAY_MATCH.search(text):
        return ""
    text = text[:MOST_CHARACTERS]
    lower = text.lower()
    for kind in [kind for hint, kind in _HINTS if hint in lower]:
        if _compiled(kind).search(text):
            return kind
    return ""


@cache
def _compiled(kind: str) -> re.Pattern[str]:
    """A format's pattern, compiled once a text may match it: all of them would take longer than most reviews."""
    return re.compile(FORMATS[kind].pattern, re.ASCII)
