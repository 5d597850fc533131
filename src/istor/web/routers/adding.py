"""``/add``: paste a text, upload files or give an address, watch them being read, see what was skipped and why."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from istor.web.answers import Page, answer
from istor.web.failures import Failure
from istor.web.limits import LARGEST_REQUEST
from istor.web.security import FIELD, check_form
from istor.web.site import Site, site_of
from istor.web.uploads import MOST_FILES, Pasted, Uploaded, addresses, start

router = APIRouter(tags=["adding"])


@router.get("/add", include_in_schema=False)
def form(request: Request) -> Response:
    """The form."""
    return answer(request, Page("add.html.j2", {}, {"largest": LARGEST_REQUEST // 2**20}))


@router.post("/add", include_in_schema=False)
async def add(request: Request, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Begin to add what the form holds, and lead to the page that watches it."""
    limits = {"max_files": MOST_FILES + 1, "max_fields": 20, "max_part_size": LARGEST_REQUEST}
    async with request.form(**limits) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        given = [Uploaded(str(each.filename), await each.read()) for each in _files(form)]
        known = {name: str(form.get(name, "")).strip() for name in ("name", "published", "source", "url")}
        pasted = Pasted(str(form.get("text", "")), **known)
        named = addresses(str(form.get("addresses", "")))
    is_pasted = bool(pasted.text.strip()) or not (given or named)
    job = await run_in_threadpool(start, site.jobs, [pasted, *given] if is_pasted else given, named)
    return RedirectResponse(f"/add/{job.id}", status_code=303)


def _files(form: FormData) -> list[UploadFile]:
    """The files that were chosen; a browser sends one without a name where none was."""
    return [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]


@router.get("/add/{job_id}", summary="How far an addition is, and what was skipped")
def watch(request: Request, job_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """The addition of that id, while the application runs."""
    job = site.jobs.find(job_id)
    if job is None:
        raise Failure(404, "there is no such addition: it may have been before the application was started anew")
    return answer(request, Page("adding.html.j2", job.row(), {"job": job}))
