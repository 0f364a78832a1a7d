"""Credentials known by their look: one of each format, made up here, and texts that only look a little like one."""

from __future__ import annotations

import pytest

from podbuilder.kube.secret_scanning.token_formats import FORMATS, kind_of

# Put together from pieces, so that nobody's scanner takes this file for a leak.
A, D, H, M = "Ab3dE", "0123456789", "0123456789abcdef", "aB3_dE-gH1"


def letters(count: int, of: str = "aB3dE7gH1jK") -> str:
    return (of * (count // len(of) + 1))[:count]


ONE_OF_EACH: dict[str, str] = {
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIE",
    "an age key": "AGE-SECRET-" + "KEY-1" + letters(58, "QPZRY9X8GF2TVDW0"),
    "a JSON web token": "ey" + "JhbGciOiJIUzI1." + "eyJzdWIiOiIxMjM0." + letters(43),
    "a password in an address": "postgres://shop:" + "hunter22@db:5432/shop",
    "a password in a connection string": "Server=db;User=sa;Pass" + "word=hunter222;Encrypt=true",
    "a header that signs in": "Authorization: Basic " + letters(24),
    "a registry's password": '{"auths":{"registry.example.com":{"au' + 'th":"' + letters(24) + '"}}}',
    "an AWS access key": "AK" + "IA" + letters(16, "ABCDEFGH23456"),
    "a Google API key": "AI" + "za" + letters(35),
    "a Google client secret": "GOC" + "SPX-" + letters(28),
    "a Google access token": "ya" + "29." + letters(60),
    "an Azure client secret": "abc" + "8Q~" + letters(34),
    "an Azure shared access signature": "https://x.blob.core.windows.net/c?sv=1&s" + "ig=" + letters(43) + "%3D",
    "an Alibaba Cloud key": "LT" + "AI" + letters(20),
    "a Tencent Cloud key": "AK" + "ID" + letters(32),
    "a DigitalOcean token": "dop" + "_v1_" + letters(64, H),
    "a Heroku key": "HR" + "KU-" + letters(60),
    "a Cloudflare origin key": "v1" + ".0-" + letters(24, H) + "-" + letters(146, H),
    "a Tailscale key": "tsk" + "ey-auth-" + letters(12) + "-" + letters(24),
    "a PlanetScale password": "psc" + "ale_pw_" + letters(43),
    "a Supabase token": "sb" + "p_" + letters(40, H),
    "a Databricks token": "da" + "pi" + letters(32, H),
    "a GitHub token": "gh" + "p_" + letters(36),
    "a GitLab token": "gl" + "pat-" + letters(20),
    "a Bitbucket password": "AT" + "BB" + letters(32),
    "an Atlassian token": "ATA" + "TT3" + letters(60),
    "an npm token": "np" + "m_" + letters(36),
    "a PyPI token": "py" + "pi-AgEIcHlwaS5vcmc" + letters(60),
    "a RubyGems key": "ruby" + "gems_" + letters(48, H),
    "a Docker Hub token": "dc" + "kr_pat_" + letters(27),
    "a Terraform token": letters(14) + ".atl" + "asv1." + letters(67),
    "a Pulumi token": "pu" + "l-" + letters(40, H),
    "a Vault token": "hv" + "s." + letters(90),
    "a Doppler token": "dp" + ".pt." + letters(43),
    "a 1Password token": "ops" + "_eyJ" + letters(200),
    "a Postman key": "PM" + "AK-" + letters(24, H) + "-" + letters(34, H),
    "a New Relic key": "NR" + "AK-" + letters(27, "ABCDEFGH23456"),
    "a Grafana token": "gl" + "sa_" + letters(32) + "_" + letters(8, H),
    "a Sentry token": "snt" + "rys_" + letters(90),
    "a Dynatrace token": "dt" + "0c01." + letters(24, "ABCDEFGH23456") + "." + letters(64, "ABCDEFGH23456"),
    "a Slack token": "xo" + "xb-" + D + "-" + letters(24),
    "a Slack app token": "xa" + "pp-1-A" + D + "-" + D + "-" + letters(64, H),
    "a Slack webhook": "https://hooks.slack" + ".com/services/T" + D + "/B" + D + "/" + letters(24),
    "a Discord webhook": "https://discord" + ".com/api/webhooks/" + letters(18, D) + "/" + letters(68),
    "a Discord token": "M" + letters(25) + "." + letters(6) + "." + letters(38),
    "a Teams webhook": "https://shop.webhook" + ".office.com/webhookb2/" + letters(73, H),
    "a Telegram bot's token": letters(10, D) + ":A" + "A" + letters(33),
    "a Twilio key": "S" + "K" + letters(32, H),
    "a SendGrid key": "S" + "G." + letters(22) + "." + letters(43),
    "a Mailgun key": "ke" + "y-" + letters(32, H),
    "a Mailchimp key": letters(32, H) + "-u" + "s12",
    "a Stripe key": "sk" + "_live_" + letters(24),
    "a Stripe webhook secret": "wh" + "sec_" + letters(32),
    "a Square token": "sq" + "0atp-" + letters(22),
    "a Shopify token": "sh" + "pat_" + letters(32, H),
    "an OpenAI key": "sk" + "-proj-" + letters(30) + "T3Blb" + "kFJ" + letters(30),
    "an Anthropic key": "sk" + "-ant-api03-" + letters(95),
    "a Hugging Face token": "h" + "f_" + letters(34, "aBcDeFgH"),
    "a Replicate token": "r" + "8_" + letters(37),
    "a Groq key": "gs" + "k_" + letters(52),
    "a Linear key": "li" + "n_api_" + letters(40),
    "a Notion token": "nt" + "n_" + letters(43),
    "an Airtable token": "pa" + "t" + letters(14) + "." + letters(64, H),
    "a Figma token": "fi" + "gd_" + letters(43),
    "an Adafruit key": "ai" + "o_" + letters(28),
}
HARMLESS = (
    "",
    "short",
    "registry.example.com:5000/team/app:1.2@sha256:" + letters(64, H),
    "https://example.com/path?x=1",
    "http://user@example.com/",
    "postgres://shop:$(DB_PASSWORD)@db:5432/shop",
    "postgres://shop:${DB_PASSWORD}@db:5432/shop",
    "postgres://username:password@db:5432/shop",
    "amqp://guest:***@mq",
    "mysql://host:3306/db",
    "Server=db;Password=$(DB_PASSWORD);",
    "Authorization: Bearer $(TOKEN)",
    "-----BEGIN CERTIFICATE-----\nMIIE",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHQ me@example.com",
    "550e8400-e29b-41d4-a716-446655440000",
    "v1.36.0-alpha.1",
    "key-value-store",
    "npm_config_registry",
    "ghp_",
)


def test_there_are_as_many_as_promised() -> None:
    print(f"{len(FORMATS)} formats of credentials are told by their look.")
    assert set(ONE_OF_EACH) == set(FORMATS)
    assert len(FORMATS) >= 40


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_one_of_each(kind: str) -> None:
    text = ONE_OF_EACH[kind]
    assert kind_of(text) == kind
    assert kind_of(f"run --with {text}\n") == kind


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_one(text: str) -> None:
    assert kind_of(text) == ""


def test_a_long_text_takes_no_time() -> None:
    assert kind_of("a.b-c_d:" * 40_000) == ""
