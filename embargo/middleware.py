from django.utils import timezone


class ClockMiddleware:
    """Sets `request.now`, the one instant that everything in a request is asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = timezone.now()
        return self.get_response(request)
