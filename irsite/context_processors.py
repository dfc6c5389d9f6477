def site(request):
    """The issuer and the instant of the request, for every template."""
    return {"issuer": getattr(request, "issuer", None), "now": getattr(request, "now", None)}
