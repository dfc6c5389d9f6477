"""The newsroom's web server: uvicorn's event loop before, WSGI with its threads behind.

    __main__     starts it: `python -m irsite.serving --port 8000 --workers 2`
    connection   a client's connection: pages that are held are answered as soon as they are asked for
    application  each other request: from what the page front holds, or through a thread
    asking       a request of ASGI as WSGI names it
    bodies       what a request brings, collected before a thread is taken for it
    answering    what WSGI answers, taken whole by a thread and sent without one

So a page that is held never waits for a thread, and no thread ever waits for a client, however slowly one sends or
reads.
"""
