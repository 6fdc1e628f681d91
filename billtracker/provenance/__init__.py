"""Where every fact came from: sources, what was fetched from them, and what facts rest on."""
