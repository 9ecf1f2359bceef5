# One image for api, worker and dashboard; docker-compose.yml says which command each runs.
FROM python:3.12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends libsndfile1 make && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/hospital
COPY . .
RUN make setup && useradd --system --create-home hospital && mkdir /data && chown hospital /data
USER hospital
ENV PATH=/srv/hospital/.venv/bin:$PATH CLINIC_DATA_DIR=/data OPENBLAS_NUM_THREADS=1 PYTHONUNBUFFERED=1
