# The newsroom as one image, for web and outbox alike. compose.yaml shows how they go together.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/newsroom

COPY requirements.txt requirements-brotli.txt requirements-s3.txt requirements-sentry.txt ./
RUN pip install --requirement requirements-brotli.txt --requirement requirements-s3.txt \
    --requirement requirements-sentry.txt --requirement requirements.txt

COPY . .
# The key is for this one command; the image holds none.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin newsroom \
    && SECRET_KEY=for-static-files-only python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir --parents var/files \
    && chown --recursive newsroom:newsroom var

# By number, so that whoever runs the image can see that it is not root.
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["python", "-m", "irsite.serving", "--host", "0.0.0.0", "--port", "8000", "--workers", "2"]
