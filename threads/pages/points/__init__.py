"""The points step: a reply’s points, what is preset for each, and what that will do."""
