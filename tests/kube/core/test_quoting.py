from podbuilder.kube.core.quoting import LONGEST_SHOWN, cut, quote


def test_what_is_short_stays_whole():
    assert cut("a" * LONGEST_SHOWN) == "a" * LONGEST_SHOWN
    assert quote("web") == '"web"'
    assert quote("") == '""'


def test_what_is_long_is_cut():
    assert cut("a" * 1000) == "a" * (LONGEST_SHOWN - 1) + "…"
    assert quote("a" * 1000).endswith('…"')
