"""Lines of thanks that were reported."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from forum.actions.thanks import see_reported
from moderation.actions.log import check_moderator
from web.sign_in import posted_by_members


@posted_by_members
def seen(request: HttpRequest, thanks_id: int) -> HttpResponse:
    """Note that moderators have read one; what follows of it is decided on the person’s page."""
    check_moderator(request.user)
    see_reported(moderator=request.user, thanks_id=thanks_id)
    messages.success(request, gettext("Noted as read."))
    return redirect("moderation-queue")
