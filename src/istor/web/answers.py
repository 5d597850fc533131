"""Answers: the same page as HTML or as JSON, whichever is asked for, with an ETag."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from istor.model.plover import QUAD_OF, QUADS
from istor.telling.describe import lang_tag, one_line, visible, web_address
from istor.web.cards import report_title
from istor.web.failures import Failure, shape
from istor.web.filters import slug
from istor.web.looks import LOOKS
from istor.web.sayings import done_in
from istor.web.security import FIELD, SESSION, session_of, token
from istor.web.site import site_of
from istor.web.tongue import LANGUAGES, Tongue, chosen, tongue

THEMES = ("auto", "light", "dark")
JSON = ".json"
MOST_REMEMBERED = 32
"""Pages that are kept as they were shown: the first page of many readers, half a megabyte each."""
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Page:
    """What an address shows: ``data`` as JSON, the same with ``context`` put into ``template`` as HTML."""

    template: str
    data: Any
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


def answer(request: Request, page: Page) -> Response:
    """``page`` in the form that the request wants."""
    return _answered(request, _made(request, page))


def answer_again(request: Request, state: str, make: Callable[[], Page]) -> Response:
    """What ``make`` shows of a state of the archive; what was shown lately of the same address is not made again.

    For pages without forms: these are bound to a session.
    """
    site = site_of(request)
    lately, asked = site.lately, (request.url.path, request.url.query, tongue_of(request).lang, _theme(request))
    key = (state, site.current.behind() is None, *asked, wants_json(request))
    made = lately.get(key)
    if made is None:
        made = _made(request, make())
        if made.status == 200:
            lately[key] = made
            for old in list(lately)[:-MOST_REMEMBERED]:
                lately.pop(old, None)
    return _answered(request, made)


@dataclass(frozen=True)
class _Made:
    """A page as bytes."""

    body: bytes
    status: int
    media_type: str


def _made(request: Request, page: Page) -> _Made:
    if wants_json(request):
        body = json.dumps(page.data, ensure_ascii=False, default=_plain, separators=(",", ":")).encode()
        return _Made(body, page.status, "application/json")
    return _Made(_html(request, page).encode(), page.status, "text/html; charset=utf-8")


def _answered(request: Request, made: _Made) -> Response:
    response = Response(made.body, made.status, media_type=made.media_type)
    if not wants_json(request):
        _remember_choices(request, response)
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    response.headers["Cache-Control"] = "private, no-cache"
    return _unless_known(request, response)


def fail(request: Request, failure: Failure) -> Response:
    """The page of an error, in its one shape."""
    return answer(request, Page("error.html.j2", shape(failure), {"failure": failure}, failure.status))


def wants_json(request: Request) -> bool:
    """Whether the address ends in ``.json``, or the request accepts JSON and no HTML."""
    accepted = request.headers.get("accept", "")
    return bool(request.scope.get("istor.json")) or ("application/json" in accepted and "text/html" not in accepted)


def tongue_of(request: Request) -> Tongue:
    """The language to answer in."""
    asked = request.query_params.get("lang")
    return tongue(chosen(asked, request.cookies.get("lang"), request.headers.get("accept-language", "")))


def _theme(request: Request) -> str:
    asked = (request.query_params.get("theme"), request.cookies.get("theme"))
    return next((name for name in asked if name in THEMES), THEMES[0])


def _html(request: Request, page: Page) -> str:
    told, session = tongue_of(request), _session(request)
    behind = site_of(request).current.behind()
    shared = {
        "behind": told.moment(behind) if behind else "",
        "request": request,
        "tongue": told,
        "lang": told.lang,
        "languages": LANGUAGES,
        "theme": _theme(request),
        "is_read_only": site_of(request).is_read_only,
        "csrf": Markup('<input type="hidden" name="{}" value="{}">').format(
            FIELD, token(site_of(request).secret, session)
        ),
    }
    environment = _environment(told.lang)
    return environment.get_template(page.template).render({**shared, **page.context})


def _session(request: Request) -> str:
    """The browser's session: one and the same for the forms of a page and for the cookie that goes with it."""
    if not hasattr(request.state, "session"):
        request.state.session = session_of(request)
    return str(request.state.session)


def _remember_choices(request: Request, response: Response) -> None:
    """The session, and what the address says of language and look, go with the browser."""
    session = _session(request)
    if request.cookies.get(SESSION) != session:
        response.set_cookie(SESSION, session, httponly=True, samesite="strict", path="/")
    for name, value in (("lang", tongue_of(request).lang), ("theme", _theme(request))):
        if request.query_params.get(name) == value:
            response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="strict", path="/")


@cache
def _environment(lang: str) -> Environment:
    """The templates in one language; made once."""
    told = tongue(lang)
    made = Environment(
        loader=PackageLoader("istor.web"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(told.catalogue, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(looks=LOOKS, quads=QUADS, quad_of=QUAD_OF, term=told.term)
    made.filters.update(
        title_of=report_title,
        slug=slug,
        number=told.number,
        one_line=one_line,
        lang_tag=lang_tag,
        web_address=web_address,
        done_in=lambda act: done_in(told, act),
    )
    return made


def _shown(value: Any) -> Any:
    """What a template writes, without characters that do not show: no report, and no address, may steer a page."""
    is_bare = isinstance(value, str) and not isinstance(value, Markup)
    return visible(value) if is_bare and not value.isprintable() else value


def _unless_known(request: Request, response: Response) -> Response:
    """Nothing but a header where the browser holds the very same bytes."""
    if response.status_code != 200:
        return response
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:24]}"'
    response.headers["ETag"] = tag
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag not in known and "*" not in known:
        return response
    kept = {name: value for name, value in response.headers.items() if name not in ("content-length", "content-type")}
    return Response(status_code=304, headers=kept)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{value!r} cannot be JSON")
