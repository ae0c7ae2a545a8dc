"""Ready files for the common hosts: what each must say in its headers, in its own tongue.

The same rules for all: a strict policy on every answer; what lies in `assets/`,
`media/`, `pictures/` and `search/` carries a digest in its name and may be kept for ever; a
page is asked for anew each time; what lies in `zoom/` may be read by pages of
other sites, as IIIF wants it. Netlify and Cloudflare Pages read `_headers`, Vercel
`vercel.json`, Apache `.htaccess`, IIS `web.config`; nginx takes its configuration
from elsewhere, so `nginx.conf.example` is there to be copied. `.nojekyll` tells
GitHub Pages to leave the files as they are.

Strict-Transport-Security is not among the headers: it binds a whole domain, and
the exhibition may be one tenant of several.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from jiangxin.exports.xml_file import xml_file
from jiangxin.model.output import Output, Stage

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self' data:",
        "manifest-src 'self'",
        "worker-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
        "frame-ancestors 'none'",
    )
)
"""The Content Security Policy; `frame-ancestors` counts in a header only, the rest stands in every page too."""

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
)

KEPT_FOLDERS = ("assets", "drawings", "media", "pictures", "search")
SHARED_FOLDER = "zoom"
_ANYONE = "*"  # Access-Control-Allow-Origin
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_ANEW = "no-cache"

_TYPES = {
    ".avif": "image/avif",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Types that older servers do not know; IIS answers 404 for a file whose type it does not know."""


def host_files() -> tuple[Output, ...]:
    """Make the ready files; they are the same for every exhibition."""
    files = {
        ".htaccess": _htaccess(),
        ".nojekyll": "",
        "_headers": _headers(),
        "nginx.conf.example": _nginx(),
        "vercel.json": _vercel(),
    }
    texts = tuple(Output(path, text.encode(), Stage.EXPORT) for path, text in files.items())
    return (*texts, Output("web.config", _web_config(), Stage.EXPORT))


def _headers() -> str:
    """Write `_headers`: rules that match one address are joined, so no two set one header."""
    rules = {"/*": HEADERS}
    rules |= {f"/{folder}/*": {"Cache-Control": _FOR_EVER} for folder in KEPT_FOLDERS}
    rules |= {f"/{SHARED_FOLDER}/*": {"Access-Control-Allow-Origin": _ANYONE}}
    rules |= {address: {"Cache-Control": _ASK_ANEW} for address in ("/", "/*.html")}
    return "".join(
        f"{address}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for address, headers in rules.items()
    )


def _htaccess() -> str:
    kept = "|".join(KEPT_FOLDERS)
    return "\n".join(
        (
            "AddDefaultCharset utf-8",
            *(f"AddType {kind} {ending}" for ending, kind in _TYPES.items()),
            "<IfModule mod_headers.c>",
            *(f'  Header always set {name} "{value}"' for name, value in HEADERS.items()),
            f'  Header set Cache-Control "{_ASK_ANEW}"',
            f'  <If "%{{REQUEST_URI}} =~ m#/({kept})/#">',
            f'    Header set Cache-Control "{_FOR_EVER}"',
            "  </If>",
            f'  <If "%{{REQUEST_URI}} =~ m#/{SHARED_FOLDER}/#">',
            f'    Header set Access-Control-Allow-Origin "{_ANYONE}"',
            "  </If>",
            "</IfModule>",
            "",
        )
    )


def _nginx() -> str:
    kept = "|".join(KEPT_FOLDERS)
    return "\n".join(
        (
            "# Copy to the http block of nginx; set server_name and root.",
            "map $uri $jiangxin_cache {",
            f'  default "{_ASK_ANEW}";',
            f'  "~/({kept})/" "{_FOR_EVER}";',
            "}",
            "map $uri $jiangxin_readers {",  # an empty header is not sent
            '  default "";',
            f'  "~/{SHARED_FOLDER}/" "{_ANYONE}";',
            "}",
            "server {",
            "  listen 80;",
            "  server_name exhibition.example;",
            "  root /var/www/exhibition/site;",
            "  index index.html;",
            "  charset utf-8;",
            "  error_page 404 /404.html;",
            *(f'  add_header {name} "{value}" always;' for name, value in HEADERS.items()),
            "  add_header Cache-Control $jiangxin_cache;",
            "  add_header Access-Control-Allow-Origin $jiangxin_readers;",
            *(f"  location ~ \\{ending}$ {{ types {{ }} default_type {kind}; }}" for ending, kind in _TYPES.items()),
            "  location ^~ /.well-known/ { }",  # where certificates are asked for
            "  location ~ /(\\.|_headers$|web\\.config$|vercel\\.json$|nginx\\.conf\\.example$) { return 404; }",
            "}",
            "",
        )
    )


def _vercel() -> str:
    """Write `vercel.json`; pages are asked for anew there anyway."""
    rules = {
        "/(.*)": HEADERS,
        f"/({'|'.join(KEPT_FOLDERS)})/(.*)": {"Cache-Control": _FOR_EVER},
        f"/{SHARED_FOLDER}/(.*)": {"Access-Control-Allow-Origin": _ANYONE},
    }
    headers = [
        {"source": source, "headers": [{"key": name, "value": value} for name, value in rule.items()]}
        for source, rule in rules.items()
    ]
    return json.dumps({"headers": headers}, indent=2) + "\n"


def _web_config() -> bytes:
    root = Element("configuration")
    server = SubElement(root, "system.webServer")
    custom = SubElement(SubElement(server, "httpProtocol"), "customHeaders")
    for name, value in HEADERS.items():
        SubElement(custom, "add", {"name": name, "value": value})
    static = SubElement(server, "staticContent")
    for ending, kind in _TYPES.items():
        SubElement(static, "remove", {"fileExtension": ending})
        SubElement(static, "mimeMap", {"fileExtension": ending, "mimeType": kind})
    SubElement(static, "clientCache", {"cacheControlMode": "DisableCache"})
    errors = SubElement(server, "httpErrors", {"errorMode": "Custom"})
    SubElement(errors, "remove", {"statusCode": "404"})
    SubElement(errors, "error", {"statusCode": "404", "path": "404.html", "responseMode": "File"})
    for folder in KEPT_FOLDERS:
        location = SubElement(root, "location", {"path": folder})
        kept = SubElement(SubElement(location, "system.webServer"), "staticContent")
        SubElement(
            kept,
            "clientCache",
            {"cacheControlMode": "UseMaxAge", "cacheControlMaxAge": "365.00:00:00", "cacheControlCustom": "immutable"},
        )
    location = SubElement(root, "location", {"path": SHARED_FOLDER})
    protocol = SubElement(SubElement(location, "system.webServer"), "httpProtocol")
    SubElement(SubElement(protocol, "customHeaders"), "add", {"name": "Access-Control-Allow-Origin", "value": _ANYONE})
    return xml_file(root)
