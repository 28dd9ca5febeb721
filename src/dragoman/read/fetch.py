"""Pages fetched from an address that the user gave."""

import ipaddress
import socket
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlsplit

from dragoman import __version__
from dragoman.read.report import ReadOptions, Unreadable

_REDIRECTS = 5


class _Redirects(urllib.request.HTTPRedirectHandler):
    """At most five redirects, to http and https only, and never from a public host to a private one."""

    max_redirections = _REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise Unreadable("it redirects to something that is not on the web")
        if _private(newurl) and not _private(req.full_url):
            raise Unreadable("it redirects to an address inside the private network")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _private(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(item[4][0]).split("%")[0]).is_global for item in found)


def fetch(url: str, options: ReadOptions) -> tuple[bytes, str | None]:
    """Body of ``url`` and the encoding its header declares; raises :class:`Unreadable` with the reason.

    ``options.timeout`` bounds the whole, ``options.max_bytes`` the body.
    """
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    deadline = time.monotonic() + options.timeout
    agent = {"User-Agent": f"dragoman/{__version__}", "Accept": "text/html,application/xml,text/plain,*/*;q=0.5"}
    try:
        request = urllib.request.Request(url, headers=agent)
        with opener.open(request, timeout=options.timeout) as response:
            pieces, size = [], 0
            while piece := response.read1(1 << 16):
                pieces.append(piece)
                size += len(piece)
                if size > options.max_bytes:
                    raise Unreadable(f"it sends more than {options.max_bytes:,} bytes")
                if time.monotonic() > deadline:
                    raise TimeoutError
            return b"".join(pieces), response.headers.get_content_charset()
    except urllib.error.HTTPError as error:
        with error:
            raise Unreadable(f"the server answers {error.code} {error.reason}; check the address") from error
    except TimeoutError as error:
        raise Unreadable(f"it does not answer within {options.timeout:g} seconds; try again later") from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise Unreadable(f"it does not answer within {options.timeout:g} seconds; try again later") from error
        raise Unreadable(f"it cannot be reached ({error.reason}); check the address and the network") from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unreadable(f"it cannot be fetched ({type(error).__name__}); check the address") from error
