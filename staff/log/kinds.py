"""What readers call the acts of the log when they look for some of them."""

from moderation.models import Act

# By what they are done to; every act stands here once.
KINDS: dict[str, dict[Act, str]] = {
    "Texts": {
        Act.HIDE: "Removed",
        Act.RESTORE: "Restored",
        Act.AUTO_HIDE: "Held back after reports",
        Act.WARN: "Kept, with a warning",
        Act.UNWARN: "Warnings taken back",
        Act.FINE: "Found fine",
        Act.DISMISS: "Reports dismissed",
        Act.REOPEN: "Reports reopened",
        Act.APPROVE: "Approved",
        Act.UNAPPROVE: "Approvals taken back",
        Act.REJECT: "Turned down",
        Act.UNREJECT: "Turned down no more",
        Act.HIDE_WORDING: "Earlier wordings removed",
        Act.SHOW_WORDING: "Earlier wordings put back",
        Act.PURGE: "Erased for good",
    },
    "Appeals": {
        Act.UPHOLD: "Decisions upheld",
        Act.REHEAR: "Appeals reopened",
    },
    "Discussions": {
        Act.LOCK: "Locked",
        Act.UNLOCK: "Unlocked",
        Act.PIN: "Pinned",
        Act.UNPIN: "Unpinned",
        Act.SPLIT: "Made essays of their own",
        Act.UNSPLIT: "Put back where they were",
        Act.MOVE: "Moved",
        Act.UNMOVE: "Moved back",
        Act.JOIN: "Essays merged",
        Act.UNJOIN: "Essays separated",
    },
    "Objections": {
        Act.MERGE: "Objections merged",
        Act.UNMERGE: "Objections separated",
        Act.STRIKE: "Objections struck",
        Act.UNSTRIKE: "Objections put back",
        Act.ROUND: "Rounds opened",
        Act.CLOSE: "Closed to new objections",
        Act.UNCLOSE: "Open to new objections again",
    },
    "People": {
        Act.LIFT: "Bars lifted",
        Act.UNLIFT: "Bars put back",
        Act.SUSPEND: "Suspended",
        Act.UNSUSPEND: "Suspensions ended",
        Act.MODERATOR: "Made moderators",
        Act.ADMIN: "Made admins",
        Act.MEMBER: "Made members again",
    },
}
