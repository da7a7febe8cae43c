"""Every route of the site, in the order of the journeys. Open this first."""

from django.urls import include, path, re_path, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.views.generic import RedirectView

from accounts.views import factors, language, leaving, sessions, sign_in
from accounts.views import settings as accounts
from critiques.views import curation, desk, managing, objections, summary, wordings
from feeds import views as feeds
from forum.places import PATTERN, WritingPlace
from images.facts import DIGEST
from images.facts import SUFFIXES as KINDS
from mail import views as mails
from notifications import views as notices
from search import views as searching
from staff.views import decisions, log, moves, people, queue, reports
from staff.views import texts as moderation
from staff.views import thanks as reported_thanks
from staff.views import topics as describing
from staff.views import undo as undoing
from threads.views import (
    bookmarks,
    cards,
    composer,
    drafts,
    essays,
    following,
    images,
    naming,
    points,
    previews,
    reading,
    replies,
    revisions,
    sitemaps,
    syntax,
    thanks,
    topics,
    visits,
    votes,
    withdrawals,
)
from threads.views import people as persons
from transfer import views as exporting
from transfer.documents.formats import SUFFIXES


class Number(IntConverter):
    """The number of a row, or of something counted: small enough for every database."""

    regex = "[0-9]{1,18}"


class Address(StringConverter):
    """An objection's letter, with its round from the second on: b, 2b."""

    regex = r"(?:[2-9]|[1-9][0-9]{1,3})?[a-e]"


class PlaceOfDraft:
    """Where a draft is kept: new-<token>, essay-7, essay-7-reply, reply-9, reply-9-reply."""

    regex = PATTERN

    def to_python(self, value: str) -> WritingPlace:
        return WritingPlace.read(value)

    def to_url(self, value: WritingPlace) -> str:
        return str(value)


class Digest(StringConverter):
    """An image’s own name."""

    regex = DIGEST


class ImageFile(StringConverter):
    """One of its files: 480.webp."""

    regex = rf"[1-9][0-9]{{0,3}}\.(?:{'|'.join(KINDS)})"


class Suffix(StringConverter):
    """The ending of a critique's address in another format: md, csv."""

    regex = "|".join(SUFFIXES)


class Username(StringConverter):
    """A person's name, as accounts allow it."""

    regex = r"[A-Za-z0-9_-]{2,30}"


register_converter(Number, "number")
register_converter(Address, "address")
register_converter(PlaceOfDraft, "place")
register_converter(Digest, "digest")
register_converter(ImageFile, "image_file")
register_converter(Suffix, "suffix")
register_converter(Username, "username")

POST = "posts/<number:post_id>/"
OBJECTION = "posts/<number:post_id>/objections/<number:number>/"
CLOSING_WORD = POST + "closing-words/<number:number>/"
POST_WORDING = POST + "revisions/<number:revision>/"
PROPOSAL = "proposals/<number:proposal_id>/"
REPLY = "replies/<number:reply_id>/"
REPLY_WORDING = REPLY + "revisions/<number:revision>/"
PASSKEYS = "account/2fa/webauthn/"

# Beneath an objection's own address, where all that is said and done of it stands together.
of_an_objection = [
    path("", objections.objection, name="objection"),
    path("share/", objections.share, name="objection-share"),
    path("satisfied/", objections.say, {"event": "satisfied"}, "objection-satisfied"),
    path("stands/", objections.say, {"event": "reaffirm"}, "objection-stands"),
    path("taken-back/", objections.say, {"event": "withdraw"}, "objection-take-back"),
    path("main/", objections.main, name="objection-main"),
    path("claim/", wordings.claim, name="objection-claim"),
    path("position/", objections.position, name="objection-position"),
    path("wording/", wordings.accept, name="objection-wording"),
    path("would-satisfy/", wordings.would_satisfy, name="objection-would-satisfy"),
    path("proposals/", wordings.propose, name="objection-propose"),
    path(f"{PROPOSAL}accept/", wordings.decide, {"outcome": "accepted"}, "proposal-accept"),
    path(f"{PROPOSAL}refuse/", wordings.decide, {"outcome": "refused"}, "proposal-refuse"),
    path(f"{PROPOSAL}withdraw/", wordings.decide, {"outcome": "withdrawn"}, "proposal-withdraw"),
    path("passage/", objections.passage, name="objection-passage"),
    path("similar/", wordings.link, name="objection-similar"),
    path("merge/", curation.merge, name="objection-merge"),
    path("unmerge/", curation.unmerge, name="objection-unmerge"),
    path("strike/", curation.curate, {"act": "strike"}, "objection-strike"),
    path("unstrike/", curation.curate, {"act": "unstrike"}, "objection-unstrike"),
    path("following/", following.objection, name="objection-following"),
]

urlpatterns = [
    path("", reading.index, name="index"),
    # 1. Post an essay
    path("posts/new/", essays.new, name="post-new"),
    path(f"{POST}edit/", essays.edit, name="post-edit"),
    path(f"{POST}revisions/", revisions.essay, name="post-revisions"),
    path(f"{POST_WORDING}receipts/", revisions.receipts, name="post-receipts"),
    path(f"{POST}discard/", essays.discard, name="post-discard"),
    path(f"{POST}withdraw/", withdrawals.post, name="post-withdraw"),
    path("drafts/", drafts.index, name="drafts"),
    path("drafts/<place:place>/", drafts.draft, name="draft"),
    path("drafts/<place:place>/state/", drafts.state, name="draft-state"),
    path("drafts/<place:place>/preview/", previews.preview, name="draft-preview"),
    path("drafts/<place:place>/people/", naming.people, name="draft-people"),
    path("drafts/<place:place>/objections/", naming.objections, name="draft-objections"),
    path("drafts/<place:place>/discard/", drafts.discard, name="draft-discard"),
    path("drafts/<place:place>/put-back/", drafts.put_back, name="draft-put-back"),
    # 2. Reply with tagged objections
    path(f"{POST}reply/", composer.reply, name="reply"),
    path(f"{POST}reply/points/", points.draft_points, name="reply-points-draft"),
    path(f"{REPLY}", reading.reply, name="reply-permalink"),
    path(f"{REPLY}points/", points.points, name="reply-points"),
    path(f"{REPLY}points/change/", points.retag, name="reply-retag"),
    path(f"{REPLY}edit/", replies.edit, name="reply-edit"),
    path(f"{REPLY}revisions/", revisions.reply, name="reply-revisions"),
    path(f"{REPLY}withdraw/", withdrawals.reply, name="reply-withdraw"),
    # Pictures in both
    path("images/", images.upload, name="image-upload"),
    path("images/<digest:digest>/<image_file:file>", images.image, name="image"),
    # 3. View the critique
    path(f"{POST}critique/", summary.critique, name="critique"),
    path(f"{POST}critique.<suffix:suffix>", exporting.export, name="critique-export"),
    path(f"{POST}discussion.zip", exporting.archive, name="discussion-archive"),
    path(f"{POST}critique/<slug:kind>/", summary.coverage, name="coverage"),
    path("desk/", desk.desk, name="desk"),
    path(f"{POST}seen/", summary.seen, name="post-seen"),
    path(f"{POST}closing-word/", summary.closing_word, name="closing-word"),
    path(f"{POST}rounds/", summary.open_round, name="round-open"),
    path(f"{POST}manage/", managing.manage, name="post-manage"),
    path(f"{POST}closing/", managing.closing, name="post-closing"),
    path(f"{POST}comments/", managing.comments, name="post-comments"),
    path(f"{POST}bars/", managing.bar, name="bar"),
    path(f"{POST}bars/lift/", managing.lift, name="bar-lift"),
    path("notifications/", notices.notices, name="notifications"),
    path("notifications/read/", notices.read_all, name="notifications-read"),
    path("notifications/<number:notification_id>/", notices.read, name="notification-read"),
    path(
        "notifications/decisions/<number:entry_id>/",
        notices.read_decision,
        name="notification-decision",
    ),
    path(f"{POST}bookmarks/", bookmarks.change, name="post-bookmarks"),
    path(f"{POST}votes/", votes.change, name="post-votes"),
    path(f"{POST}thanks/", thanks.essay, name="post-thanks"),
    path(f"{REPLY}thanks/", thanks.reply, name="reply-thanks"),
    path("thanks/", thanks.thanks, name="thanks"),
    path("thanks/<number:thanks_id>/report/", thanks.report, name="thanks-report"),
    path("bookmarks/", bookmarks.bookmarks, name="bookmarks"),
    path(f"{POST}following/", following.essay, name="post-following"),
    path(f"{REPLY}mute/", following.branch, name="reply-mute"),
    path("u/<username:username>/following/", following.person, name="profile-following"),
    path("topics/<str:topic>/following/", following.topic, name="topic-following"),
    path("account/following/", following.following, name="following"),
    path(f"{POST}visit/", visits.visit, name="post-visit"),
    path(f"{POST}arrivals/", visits.arrivals, name="post-arrivals"),
    path(f"{POST}objections/like/", reading.like, name="objections-like"),
    path(
        "posts/<number:post_id>/objections/<address:address>/",
        objections.by_address,
        name="objection-by-address",
    ),
    path(OBJECTION, include(of_an_objection)),
    # 4. Moderate threads
    path(f"{POST}report/", reports.text, name="post-report"),
    path(f"{OBJECTION}report/", reports.claim, name="objection-report"),
    path(f"{REPLY}report/", reports.text, name="reply-report"),
    path("moderation/", queue.queue, name="moderation-queue"),
    path("moderation/decisions/", queue.decide, name="moderation-decide"),
    path("moderation/decisions/many/", queue.decide_many, name="moderation-decide-many"),
    path("moderation/approvals/", queue.approval, name="moderation-approval"),
    path("moderation/appeals/<number:appeal_id>/", queue.appeal, name="moderation-appeal"),
    path("moderation/snoozes/", queue.snooze, name="moderation-snooze"),
    path("moderation/snoozes/end/", queue.unsnooze, name="moderation-unsnooze"),
    path(
        "moderation/thanks/<number:thanks_id>/seen/", reported_thanks.seen, name="moderation-thanks"
    ),
    path("moderation/log/", log.log, name="moderation-log"),
    path("moderation/log/feed/", log.feed, name="moderation-log-feed"),
    path("moderation/log/<number:entry_id>/", log.entry, name="moderation-log-entry"),
    path("moderation/log/<number:entry_id>/undo/", undoing.take_back, name="moderation-undo"),
    path(f"{POST}hide/", moderation.hide, name="post-hide"),
    path(f"{POST}restore/", moderation.restore, name="post-restore"),
    path(f"{POST_WORDING}hide/", moderation.wording, {"act": "hide"}, "post-revision-hide"),
    path(f"{POST_WORDING}show/", moderation.wording, {"act": "show"}, "post-revision-show"),
    path(f"{REPLY_WORDING}hide/", moderation.wording, {"act": "hide"}, "reply-revision-hide"),
    path(f"{REPLY_WORDING}show/", moderation.wording, {"act": "show"}, "reply-revision-show"),
    path(f"{CLOSING_WORD}hide/", moderation.closing_word, {"act": "hide"}, "closing-word-hide"),
    path(f"{CLOSING_WORD}show/", moderation.closing_word, {"act": "show"}, "closing-word-show"),
    path("topics/<str:topic>/description/", describing.describe, name="topic-description"),
    path(f"{POST}purge/", moderation.purge, name="post-purge"),
    path(f"{REPLY}move/", moves.move, name="reply-move"),
    path(f"{REPLY}split/", moves.split, name="reply-split"),
    path(f"{POST}merge/", moves.merge, name="post-merge"),
    path(f"{REPLY}hide/", moderation.hide, name="reply-hide"),
    path(f"{REPLY}restore/", moderation.restore, name="reply-restore"),
    path(f"{REPLY}purge/", moderation.purge, name="reply-purge"),
    path(f"{POST}lock/", moderation.thread, {"act": "lock"}, "post-lock"),
    path(f"{POST}unlock/", moderation.thread, {"act": "unlock"}, "post-unlock"),
    path(f"{POST}pin/", moderation.thread, {"act": "pin"}, "post-pin"),
    path(f"{POST}unpin/", moderation.thread, {"act": "unpin"}, "post-unpin"),
    # The essay itself comes after them: its slug stands where other words of a post's routes stand.
    path(f"{POST}picture.png", reading.picture, name="link-picture"),
    path(POST, reading.post, {"slug": ""}, "post-short"),
    path(f"{POST}<str:slug>/", reading.post, name="post"),
    # People
    path("u/<username:username>/", persons.profile, name="profile"),
    path("u/<username:username>/card/", cards.person, name="profile-card"),
    path("u/<username:username>/moderate/", people.moderate, name="profile-moderate"),
    path("account/", persons.account, name="account-settings"),
    path("account/signup/", sign_in.SignUp.as_view(), name="account_signup"),
    path("account/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("account/reauthenticate/", sign_in.PasswordAgain.as_view(), name="account_reauthenticate"),
    path(
        "account/password/change/", sign_in.ChangePassword.as_view(), name="account_change_password"
    ),
    path("account/password/reset/", sign_in.ResetPassword.as_view(), name="account_reset_password"),
    path("account/email/", accounts.Addresses.as_view(), name="account_email"),
    path(
        "account/confirm-email/<str:key>/",
        accounts.ConfirmAddress.as_view(),
        name="account_confirm_email",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("account/decisions/", decisions.decisions, name="decisions"),
    path("account/decisions/seen/", decisions.seen, name="decisions-seen"),
    path("account/decisions/<number:entry_id>/appeal/", decisions.appeal, name="decision-appeal"),
    path("account/mail/", mails.choices, name="mail-settings"),
    path("account/mail/resume/", mails.resume, name="mail-resume"),
    path("mail/stop/<str:token>/", mails.stop, name="mail-stop"),
    path("account/", include("allauth.account.urls")),
    path("account/data/", leaving.data, name="account-data"),
    path("account/data/file/", leaving.data_file, name="account-data-file"),
    path("account/data/archive/", leaving.data_archive, name="account-data-archive"),
    path("account/leave/", leaving.leave, name="account-leave"),
    path("account/sessions/", sessions.index, name="sessions"),
    path("account/sessions/end/", sessions.end_others, name="sessions-end"),
    path("account/sessions/<number:session_id>/end/", sessions.end, name="session-end"),
    path("account/2fa/", factors.index, name="mfa_index"),
    path("account/2fa/totp/activate/", factors.activate_app, name="mfa_activate_totp"),
    path("account/2fa/totp/qr.svg", factors.qr_code, name="mfa-qr-code"),
    path("account/2fa/recovery-codes/", factors.codes, name="mfa_view_recovery_codes"),
    path(
        "account/2fa/recovery-codes/download/",
        factors.codes_file,
        name="mfa_download_recovery_codes",
    ),
    path(PASSKEYS, RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("account/2fa/authenticate/", sign_in.Code.as_view(), name="mfa_authenticate"),
    path("account/2fa/reauthenticate/", sign_in.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path(f"{PASSKEYS}add/", factors.add_passkey, name="mfa_add_webauthn"),
    path(f"{PASSKEYS}login/", sign_in.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path(
        f"{PASSKEYS}reauthenticate/",
        sign_in.PasskeyAgain.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/2fa/", include("allauth.mfa.urls")),
    # Looking for something
    path("topics/", topics.topics, name="topics"),
    path("topics/<str:topic>/", topics.topic, name="topic"),
    path("topics/<str:topic>/card/", cards.topic, name="topic-card"),
    path("search/", searching.search, name="search"),
    path("search/suggestions/", searching.suggestions, name="search-suggestions"),
    # Help
    path("language/", language.choose, name="language"),
    path("help/writing/", syntax.syntax, name="help-writing"),
    # Programs
    path("feeds/posts/", feeds.posts, name="feed-posts"),
    path("feeds/posts/<number:post_id>/", feeds.thread, name="feed-thread"),
    path("feeds/posts/<number:post_id>/critique/", feeds.critique, name="feed-critique"),
    path("feeds/tags/<str:topic>/", feeds.topic, name="feed-topic"),
    path("feeds/u/<username:username>/", feeds.person, name="feed-person"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-<number:number>.xml", sitemaps.essays, name="sitemap"),
]
