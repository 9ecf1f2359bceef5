#!/bin/sh
# Run once by the PostgreSQL image: a plain role and its database. Row-level security does not bind superusers, so the service never is one.
set -eu
psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --set ON_ERROR_STOP=1 --set password="$HOSPITAL_PASSWORD" <<'SQL'
CREATE ROLE hospital LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE hospital OWNER hospital;
SQL
