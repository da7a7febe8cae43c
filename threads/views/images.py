"""Pictures: adding one to a text that is being written, and serving it to who may read the text."""

from typing import TypeVar

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from forum.actions.images import images_in, upload_image
from forum.markup.remarks import remarks
from threads.forms.images import ImageForm
from threads.pages.images import ServedImage
from web.refusals import REFUSALS, messages_of, refuse, status_of

YEAR = 31_536_000
Form = TypeVar("Form", bound=forms.Form)


@require_safe
def image(request: HttpRequest, digest: str, file: str) -> HttpResponseBase:
    """One file of an image. What everybody may see never changes and may be kept by anybody."""
    page = ServedImage.load(viewer=request.user, digest=digest, name=file)
    response = FileResponse(page.file, content_type=page.content_type)
    lasts = f"public, max-age={YEAR}, immutable" if page.public else "private, no-store"
    response.headers["Cache-Control"] = lasts
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a picture and return the Markdown that shows it: for the script beside a form."""
    try:
        return JsonResponse({"markdown": _uploaded(request)})
    except REFUSALS as error:
        return JsonResponse({"said": " ".join(messages_of(error))}, status=status_of(error))


def with_image(request: HttpRequest, form_class: type[Form]) -> tuple[Form, int]:
    """Return a form as it was sent, with the picture that was sent along at the end of its text.

    Also returns the status: where the picture is refused, the form says why.
    """
    try:
        markdown = _uploaded(request)
    except REFUSALS as error:
        form = form_class(request.POST)
        form.is_valid()
        return form, refuse(form, error)
    body = request.POST.get("body", "").rstrip()
    body = f"{body}\n\n{markdown}\n" if body else f"{markdown}\n"
    messages.success(
        request, gettext("The picture stands at the end of your text. Move it as you like.")
    )
    return form_class(initial={**request.POST.dict(), "body": body}), 200


def remarks_on(request: HttpRequest, source: str) -> list[str]:
    """Return what readers of a text will not see of its images, for its writer."""
    return remarks(source, images_in(source, request.user)) if "![" in source else []


def tell_of_images(request: HttpRequest, source: str) -> None:
    """Say the same after the text was written."""
    for remark in remarks_on(request, source):
        messages.info(request, remark)


def _uploaded(request: HttpRequest) -> str:
    form = ImageForm(request.POST, request.FILES)
    if not form.is_valid():
        raise ValidationError([each for errors in form.errors.values() for each in errors])
    facts = upload_image(uploader=request.user, file=form.cleaned_data["image"])
    return form.markdown(facts.digest)
