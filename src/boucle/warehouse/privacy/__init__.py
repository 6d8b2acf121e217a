"""People's rights over a workspace: find them, show all that is held of them, erase them."""
