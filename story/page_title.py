"""The title of a web page without what its site adds to the title of every page, by what the page says of its site."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

_BAR = re.compile(r"(?<=\S)\s+\|\s+[^|]{1,40}$")
_LAST = re.compile(r"(?P<story>.*\S)(?:\s+[-–—|·•»›~]\s+|\s*::\s*)(?P<site>[^|]{1,60})", re.DOTALL)
_FIRST = re.compile(r"(?P<site>[^|]{1,60}?)(?:\s+[-–—|·•»›~]\s+|\s*::\s*)(?P<story>\S.*)", re.DOTALL)
_DOMAIN = re.compile(
    r"(?:[\w-]+\.)+(?:com|net|org|info|io|app|site|online|uk|de|fr|es|ru|jp|cn)", re.IGNORECASE
)
_NAMES = (
    "meta[property='og:site_name'], meta[name='application-name'], meta[name='apple-mobile-web-app-title']"
)
_ADDRESSES = "link[rel=canonical], meta[property='og:url'], base"
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_PLAIN = frozenset(("www", "m", "com", "net", "org", "co", "uk"))  # of a host's name, no site's own


def title_of(tree: LexborHTMLParser, source: str) -> str:
    """The title in a page's head; `source` is the page's text."""
    node = tree.css_first("head > title")
    title = _BAR.sub("", " ".join(node.text().split())) if node else ""
    known = {key for name in (*_names(tree), *_hosts(tree, source)) if (key := _key(name))}
    for _ in range(3):
        title = _without(title, known)
    return title


def _without(title: str, known: set[str]) -> str:
    last, first = _LAST.fullmatch(title), _FIRST.fullmatch(title)
    if last and (_key(last["site"]) in known or _DOMAIN.fullmatch(last["site"])):
        return last["story"]
    return first["story"] if first and _key(first["site"]) in known else title


def _names(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(_NAMES):
        yield node.attributes.get("content") or ""


def _hosts(tree: LexborHTMLParser, source: str) -> Iterator[str]:
    """What the addresses say that the page gives as its own: the host's name, whole and in parts."""
    addresses = [
        node.attributes.get("href") or node.attributes.get("content") for node in tree.css(_ADDRESSES)
    ]
    saved = _SAVED.search(source, 0, 2_000)
    for address in (*addresses, saved[1] if saved else None):
        host = _host(address or "")
        parts = host.removeprefix("www.").split(".")
        yield host.removeprefix("www.")
        yield from (part for part in parts[:-1] if part not in _PLAIN)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _key(name: str) -> str:
    return "".join(re.findall(r"\w", name.casefold()))
