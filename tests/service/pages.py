"""The pages as a person without JavaScript uses them: read, fill in, press a button."""

import json
from typing import Any, Self

import httpx
from lxml import html

HTML = "text/html; charset=utf-8"


class Page:
    """A page of the service."""

    def __init__(self, response: httpx.Response) -> None:
        assert response.headers["content-type"] == HTML, response.headers
        self.status = response.status_code
        self.url = str(response.url)
        parser = html.HTMLParser(encoding="utf-8")
        self.tree: Any = html.document_fromstring(response.content, parser)
        for area in self.tree.iter("textarea"):  # as a browser does
            area.text = (area.text or "").removeprefix("\n")

    def texts(self, path: str) -> list[str]:
        return [node.text_content().strip() for node in self.tree.xpath(path)]

    @property
    def title(self) -> str:
        return self.texts("//main//h2")[0]

    @property
    def wrong(self) -> str:
        return "\n".join(self.texts("//*[@class='wrong']"))

    @property
    def done(self) -> str:
        return "\n".join(self.texts("//*[@class='done']"))

    @property
    def buttons(self) -> list[str]:
        return [button.get("value") for button in self.tree.xpath("//button[@name='do']")]

    @property
    def fields(self) -> dict[str, str]:
        return dict(self.tree.forms[0].form_values())

    @property
    def work(self) -> dict[str, Any]:
        work: dict[str, Any] = json.loads(self.fields["work"])
        return work

    @property
    def rows(self) -> list[list[str]]:
        rows = self.tree.xpath("//main//tbody/tr")
        return [[cell.text_content().strip() for cell in row.xpath("td")] for row in rows]


class Person:
    """Somebody with a browser."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, follow_redirects=True, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def get(self, url: str, **query: str) -> Page:
        return Page(self.http.get(url, params=query or None))

    def press(self, page: Page, do: str, **fields: str) -> Page:
        return self.post(page, page.fields | fields | {"do": do})

    def post(self, page: Page, fields: dict[str, str]) -> Page:
        action = page.tree.forms[0].get("action") or page.url
        return Page(self.http.post(action, data=fields))
