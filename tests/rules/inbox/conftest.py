from typing import Any

import pytest

from tests.rules.inbox.letters import SERVER


@pytest.fixture(autouse=True)
def mailbox(settings: Any) -> None:
    """The site takes answers by mail, and believes the word of one server."""
    settings.REPLY_ADDRESS = "reply@forum.example"
    settings.REPLY_AUTHSERV_ID = SERVER
    settings.DEFAULT_FROM_EMAIL = "Rejoinder <forum@forum.example>"
