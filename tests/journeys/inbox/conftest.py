from tests.rules.inbox.conftest import mailbox

__all__ = ["mailbox"]
