"""Lists of essays, and of what somebody keeps or was thanked for."""
