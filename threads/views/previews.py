"""A text beside the form in which it is written, for the script there."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from forum.places import WritingPlace
from threads.pages.preview import Preview
from web.refusals import REFUSALS, messages_of, status_of
from web.sign_in import posted_by_members


@posted_by_members
def preview(request: HttpRequest, place: WritingPlace) -> HttpResponse:
    """What is typed at a place as it would look there, with its length; nothing of it is kept."""
    body = request.POST.get("body", "")
    try:
        page = Preview.load(writer=request.user, place=place, body=body)
    except REFUSALS as error:
        return JsonResponse({"said": " ".join(messages_of(error))}, status=status_of(error))
    shown = {"html": page.html, "remarks": page.remarks}
    return JsonResponse({**shown, "words": page.words, "minutes": page.minutes})
