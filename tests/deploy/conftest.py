"""The browser, the provider and the servers of the browser tests, for the walk through the proxy."""

from tests.browser.conftest import browser, processed, provider, serve

__all__ = ["browser", "processed", "provider", "serve"]
