"""Credentials in known formats: the fixed prefixes and lengths that their makers document."""

from __future__ import annotations

import re

FORMATS: dict[str, str] = {
    # Keys and tokens of no single company.
    "a private key": r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----",
    "an age key": r"\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b",
    "a JSON web token": r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}",
    "a password in an address": r"\b[a-z][a-z0-9+.-]*://(?!user(?:name)?:pass)[^\s:/@$<>{}]*:(?![\s$<{*])[^\s:/@$<>{}*]+@",
    "a password in a connection string": (
        r"(?i)(?:^|[;,\s])(?:password|pwd|accountkey|sharedaccesskey)\s*=\s*(?![$<{\s*])[^;,\s'\"]{6,}(?=;|$)"
    ),
    "a header that signs in": (
        r"(?i)\b(?:basic\s+[a-z0-9+/]{16,}={0,2}|bearer\s+(?![$<{])[\w.~+/-]{20,}=*)(?=$|[\s'\"])"
    ),
    "a registry's password": r"\"auth\"\s*:\s*\"[A-Za-z0-9+/]{8,}={0,2}\"",
    # Clouds.
    "an AWS access key": r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b",
    "a Google API key": r"\bAIza[\w-]{35}(?![\w-])",
    "a Google client secret": r"\bGOCSPX-[\w-]{28}(?![\w-])",
    "a Google access token": r"\bya29\.[\w-]{20,}",
    "an Azure client secret": r"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])",
    "an Azure shared access signature": r"[?&]sig=[A-Za-z0-9%+/]{40,}",
    "an Alibaba Cloud key": r"\bLTAI[A-Za-z0-9]{20}\b",
    "a Tencent Cloud key": r"\bAKID[A-Za-z0-9]{32}\b",
    "a DigitalOcean token": r"\bdo[opr]_v1_[0-9a-f]{64}\b",
    "a Heroku key": r"\bHRKU-[\w-]{36,}",
    "a Cloudflare origin key": r"\bv1\.0-[0-9a-f]{24}-[0-9a-f]{146}\b",
    "a Tailscale key": r"\btskey-[a-z]+-[A-Za-z0-9]{6,}-[A-Za-z0-9]{12,}",
    "a PlanetScale password": r"\bpscale_(?:tkn|pw|oauth)_[\w.-]{32,}",
    "a Supabase token": r"\bsbp_[0-9a-f]{40}\b",
    "a Databricks token": r"\bdapi[0-9a-f]{32}(?:-\d)?\b",
    # Repositories, builds and package registries.
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})",
    "a GitLab token": r"\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent)-[\w-]{20,}",
    "a Bitbucket password": r"\bATBB[A-Za-z0-9]{32}\b",
    "an Atlassian token": r"\bATATT3[\w=-]{50,}",
    "an npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "a PyPI token": r"\bpypi-AgE[\w-]{50,}",
    "a RubyGems key": r"\brubygems_[0-9a-f]{48}\b",
    "a Docker Hub token": r"\bdckr_[po]at_[\w-]{27,}",
    "a Terraform token": r"\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}",
    "a Pulumi token": r"\bpul-[0-9a-f]{40}\b",
    "a Vault token": r"\bhv[sbr]\.[\w-]{24,}",
    "a Doppler token": r"\bdp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[A-Za-z0-9]{40,44}\b",
    "a 1Password token": r"\bops_eyJ[\w-]{50,}",
    "a Postman key": r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b",
    # Monitoring.
    "a New Relic key": r"\bNR(?:AK|II|JS|AA)-[A-Za-z0-9-]{20,}",
    "a Grafana token": r"\bgl(?:sa_[A-Za-z0-9]{32}_[0-9a-f]{8}|c_[A-Za-z0-9+/]{32,}={0,2})",
    "a Sentry token": r"\bsntry[su]_[\w+/=-]{40,}",
    "a Dynatrace token": r"\bdt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}\b",
    # Messages and mail.
    "a Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
    "a Slack app token": r"\bxapp-\d-[A-Z0-9]+-\d+-[0-9a-f]{32,}",
    "a Slack webhook": r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Z]\w+/[\w/]{20,}",
    "a Discord webhook": r"https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d{17,20}/[\w-]{60,}",
    "a Discord token": r"\b[MNO][A-Za-z0-9_-]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])",
    "a Teams webhook": r"https://\w+\.webhook\.office\.com/webhookb2/[0-9a-f@-]{70,}",
    "a Telegram bot's token": r"\b\d{8,10}:AA[\w-]{33}(?![\w-])",
    "a Twilio key": r"\bSK[0-9a-f]{32}\b",
    "a SendGrid key": r"\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])",
    "a Mailgun key": r"\bkey-[0-9a-f]{32}\b",
    "a Mailchimp key": r"\b[0-9a-f]{32}-us\d{1,2}\b",
    # Payments and shops.
    "a Stripe key": r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}",
    "a Stripe webhook secret": r"\bwhsec_[A-Za-z0-9+/=]{24,}",
    "a Square token": r"\bsq0[a-z]{3}-[\w-]{22,43}(?![\w-])",
    "a Shopify token": r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b",
    # Models and office tools.
    "an OpenAI key": r"\bsk-(?:proj-|svcacct-|admin-)?[\w-]{20,}T3BlbkFJ[\w-]{20,}",
    "an Anthropic key": r"\bsk-ant-[a-z]+\d\d-[\w-]{80,}",
    "a Hugging Face token": r"\bhf_[A-Za-z]{34}\b",
    "a Replicate token": r"\br8_[A-Za-z0-9]{37}\b",
    "a Groq key": r"\bgsk_[A-Za-z0-9]{52}\b",
    "a Linear key": r"\blin_(?:api|oauth)_[A-Za-z0-9]{40,}",
    "a Notion token": r"\b(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})\b",
    "an Airtable token": r"\bpat[A-Za-z0-9]{14}\.[0-9a-f]{64}\b",
    "a Figma token": r"\bfig[duo]_?[dr]?_[\w-]{40,}",
    "an Adafruit key": r"\baio_[A-Za-z0-9]{28}\b",
}
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in FORMATS.items())
# A longer text is searched only up to here: no credential comes after a quarter of a megabyte.
MOST_CHARACTERS = 1 << 18
# No format can match without one of these, and most texts have neither.
_MAY_MATCH = re.compile(r"[A-Za-z0-9+/_=.~@:-]{8}|BEGIN")


def kind_of(text: str) -> str:
    """What kind of credential a text holds by its format, in words; "" for none."""
    if not _MAY_MATCH.search(text):
        return ""
    text = text[:MOST_CHARACTERS]
    return next((kind for kind, pattern in _COMPILED if pattern.search(text)), "")
