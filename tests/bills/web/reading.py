"""A page as its readers get it: tags gone, white space squeezed."""

import html
import re


def read(client, address, status=200):
    """Return the words of the page's main part."""
    return words_of(page(client, address, status))


def page(client, address, status=200):
    """Return the page's HTML."""
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def words_of(markup):
    main = re.search(r"<main.*?</main>", markup, re.DOTALL)
    text = re.sub(r"</(?:p|li|h\d|td|th|tr|dd|dt|text|figcaption)>", " ", main[0])
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())
