"""Faults to Sentry (https://sentry.io), if SENTRY_DSN is set: where and of what kind, never what was written."""


def start(dsn, **options):
    """Send every fault of this process to the project that `dsn` names; nothing if it is empty."""
    if not dsn:
        return
    import sentry_sdk  # an extra: only who uses it has it

    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=discreet,
        **options,
    )


def discreet(event, hint):
    """The event without words: an exception's message may be a row with all its text."""
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""
    for name in ("logentry", "message", "extra", "user"):
        event.pop(name, None)
    request = event.get("request", {})
    # The address may hold the words of a headline; the event names the view.
    event["request"] = {"method": request["method"]} if "method" in request else {}
    return event
