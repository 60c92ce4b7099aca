-- The site runs again what others send (docs/adr/0046-verification.md): where that stands, what came of each seed, and the
-- queue of pg-boss 10.4.2.

-- AlterEnum
ALTER TYPE "verification_level" ADD VALUE 'refuted';

-- CreateEnum
CREATE TYPE "verification_state" AS ENUM ('queued', 'running', 'reproduced', 'refuted', 'impossible', 'parked');

-- CreateEnum
CREATE TYPE "seed_batch" AS ENUM ('registered', 'hidden', 'second');

-- CreateIndex
CREATE INDEX "runs_trajectory_digest_idx" ON "runs"("trajectory_digest");

-- CreateTable
CREATE TABLE "verification_tasks" (
    "submission_id" TEXT NOT NULL,
    "state" "verification_state" NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "planned" INTEGER NOT NULL DEFAULT 0,
    "reason" JSONB,
    "priority" INTEGER NOT NULL,
    "compute_ms" BIGINT NOT NULL DEFAULT 0,
    "controls_ms" BIGINT NOT NULL DEFAULT 0,
    "queued_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMP(3),
    "seen_at" TIMESTAMP(3),
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "verification_tasks_pkey" PRIMARY KEY ("submission_id")
);

-- CreateTable
CREATE TABLE "verification_seeds" (
    "submission_id" TEXT NOT NULL,
    "benchmark_id" TEXT NOT NULL,
    "batch" "seed_batch" NOT NULL,
    "position" INTEGER NOT NULL,
    "state" "outcome_state" NOT NULL,
    "average" DOUBLE PRECISION,
    "difference" JSONB,
    "samples" TEXT[] NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_seeds_pkey" PRIMARY KEY ("submission_id","benchmark_id","batch","position")
);

-- CreateTable
CREATE TABLE "verification_controls" (
    "setup_digest" TEXT NOT NULL,
    "spec" TEXT NOT NULL,
    "batch" "seed_batch" NOT NULL,
    "position" INTEGER NOT NULL,
    "state" "outcome_state" NOT NULL,
    "average" DOUBLE PRECISION,
    "duration_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_controls_pkey" PRIMARY KEY ("setup_digest","spec","batch","position")
);

-- CreateTable
CREATE TABLE "site_secrets" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_secrets_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "verification_tasks_state_priority_queued_at_idx" ON "verification_tasks"("state", "priority", "queued_at");

-- AddForeignKey
ALTER TABLE "verification_tasks" ADD CONSTRAINT "verification_tasks_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_seeds" ADD CONSTRAINT "verification_seeds_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks -------------------------------------------------------------------------------------------------------------
ALTER TABLE "verification_tasks"
  ADD CONSTRAINT "verification_tasks_done_check" CHECK ("done" >= 0),
  ADD CONSTRAINT "verification_tasks_planned_check" CHECK ("planned" >= 0),
  ADD CONSTRAINT "verification_tasks_reason_check" CHECK (jsonb_typeof("reason") = 'object'),
  ADD CONSTRAINT "verification_tasks_compute_ms_check" CHECK ("compute_ms" >= 0),
  ADD CONSTRAINT "verification_tasks_controls_ms_check" CHECK ("controls_ms" >= 0),
  ADD CONSTRAINT "verification_tasks_queued_at_check" CHECK ("queued_at" >= '2020-01-01' AND "queued_at" < '2200-01-01'),
  ADD CONSTRAINT "verification_tasks_started_at_check" CHECK ("started_at" >= '2020-01-01' AND "started_at" < '2200-01-01'),
  ADD CONSTRAINT "verification_tasks_seen_at_check" CHECK ("seen_at" >= '2020-01-01' AND "seen_at" < '2200-01-01'),
  ADD CONSTRAINT "verification_tasks_ended_at_check" CHECK ("ended_at" >= '2020-01-01' AND "ended_at" < '2200-01-01'),
  ADD CONSTRAINT "verification_tasks_ended_check" CHECK (("state" IN ('queued', 'running')) = ("ended_at" IS NULL));

ALTER TABLE "verification_seeds"
  ADD CONSTRAINT "verification_seeds_position_check" CHECK ("position" >= 0),
  ADD CONSTRAINT "verification_seeds_average_check" CHECK ("average" > '-Infinity' AND "average" < 'Infinity'),
  ADD CONSTRAINT "verification_seeds_completed_check" CHECK (("state" = 'completed') = ("average" IS NOT NULL)),
  ADD CONSTRAINT "verification_seeds_difference_check" CHECK (jsonb_typeof("difference") = 'object'),
  ADD CONSTRAINT "verification_seeds_samples_check" CHECK (array_position("samples", NULL) IS NULL),
  ADD CONSTRAINT "verification_seeds_duration_ms_check" CHECK ("duration_ms" >= 0),
  ADD CONSTRAINT "verification_seeds_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

ALTER TABLE "verification_controls"
  ADD CONSTRAINT "verification_controls_setup_digest_check" CHECK ("setup_digest" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "verification_controls_spec_check" CHECK ("spec" IN ('replace', 'oracle')),
  ADD CONSTRAINT "verification_controls_position_check" CHECK ("position" >= 0),
  ADD CONSTRAINT "verification_controls_average_check" CHECK ("average" > '-Infinity' AND "average" < 'Infinity'),
  ADD CONSTRAINT "verification_controls_completed_check" CHECK (("state" = 'completed') = ("average" IS NOT NULL)),
  ADD CONSTRAINT "verification_controls_duration_ms_check" CHECK ("duration_ms" >= 0),
  ADD CONSTRAINT "verification_controls_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

ALTER TABLE "site_secrets"
  ADD CONSTRAINT "site_secrets_name_check" CHECK ("name" ~ '^[a-z]+(-[a-z]+)*$'),
  ADD CONSTRAINT "site_secrets_value_check" CHECK ("value" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "site_secrets_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

-- Append-only tables -------------------------------------------------------------------------------------------------
CREATE TRIGGER "verification_seeds_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "verification_seeds"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "verification_controls_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "verification_controls"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "site_secrets_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "site_secrets"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();

-- None of these raises the data version: what is under way changes with every seed and is asked for by itself. A result does,
-- through `verifications` and `submissions`.

-- pg-boss 10.4.2, as PgBoss.getConstructionPlans('pgboss') has it without its transaction and lock: a migration has both. -------
-- IF NOT EXISTS would ask for the right to make schemas where there is one, too.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'pgboss') THEN CREATE SCHEMA pgboss; END IF;
END $$;

    CREATE TYPE pgboss.job_state AS ENUM (
      'created',
      'retry',
      'active',
      'completed',
      'cancelled',
      'failed'
    );

    CREATE TABLE pgboss.version (
      version int primary key,
      maintained_on timestamp with time zone,
      cron_on timestamp with time zone,
      monitored_on timestamp with time zone
    );

    CREATE TABLE pgboss.queue (
      name text,
      policy text,
      retry_limit int,
      retry_delay int,
      retry_backoff bool,
      expire_seconds int,
      retention_minutes int,
      dead_letter text REFERENCES pgboss.queue (name),
      partition_name text,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY (name)
    );

    CREATE TABLE pgboss.schedule (
      name text REFERENCES pgboss.queue ON DELETE CASCADE,
      cron text not null,
      timezone text,
      data jsonb,
      options jsonb,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY (name)
    );

    CREATE TABLE pgboss.subscription (
      event text not null,
      name text not null REFERENCES pgboss.queue ON DELETE CASCADE,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY(event, name)
    );

    CREATE TABLE pgboss.job (
      id uuid not null default gen_random_uuid(),
      name text not null,
      priority integer not null default(0),
      data jsonb,
      state pgboss.job_state not null default('created'),
      retry_limit integer not null default(2),
      retry_count integer not null default(0),
      retry_delay integer not null default(0),
      retry_backoff boolean not null default false,
      start_after timestamp with time zone not null default now(),
      started_on timestamp with time zone,
      singleton_key text,
      singleton_on timestamp without time zone,
      expire_in interval not null default interval '15 minutes',
      created_on timestamp with time zone not null default now(),
      completed_on timestamp with time zone,
      keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
      output jsonb,
      dead_letter text,
      policy text
    ) PARTITION BY LIST (name);
ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id);
CREATE TABLE pgboss.archive (LIKE pgboss.job);
ALTER TABLE pgboss.archive ADD PRIMARY KEY (name, id);
ALTER TABLE pgboss.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
CREATE INDEX archive_i1 ON pgboss.archive(archived_on);

    CREATE FUNCTION pgboss.create_queue(queue_name text, options json)
    RETURNS VOID AS
    $$
    DECLARE
      table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
      INSERT INTO pgboss.queue (
        name,
        policy,
        retry_limit,
        retry_delay,
        retry_backoff,
        expire_seconds,
        retention_minutes,
        dead_letter,
        partition_name
      )
      VALUES (
        queue_name,
        options->>'policy',
        (options->>'retryLimit')::int,
        (options->>'retryDelay')::int,
        (options->>'retryBackoff')::bool,
        (options->>'expireInSeconds')::int,
        (options->>'retentionMinutes')::int,
        options->>'deadLetter',
        table_name
      )
      ON CONFLICT DO NOTHING
      RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', table_name);

      EXECUTE format('ALTER TABLE pgboss.%1$I ADD PRIMARY KEY (name, id)', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON pgboss.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON pgboss.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
      EXECUTE format('CREATE INDEX %1$s_i5 ON pgboss.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

      EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
      EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', table_name, queue_name);
    END;
    $$
    LANGUAGE plpgsql;

    CREATE FUNCTION pgboss.delete_queue(queue_name text)
    RETURNS VOID AS
    $$
    DECLARE
      table_name varchar;
    BEGIN
      WITH deleted as (
        DELETE FROM pgboss.queue
        WHERE name = queue_name
        RETURNING partition_name
      )
      SELECT partition_name from deleted INTO table_name;

      EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', table_name);
    END;
    $$
    LANGUAGE plpgsql;
INSERT INTO pgboss.version(version) VALUES ('24');

-- Its queues: a send to one that is missing is lost without a word. What failed four times without getting a seed done is
-- parked. A worker says every few seconds that it lives, so silence of forty seconds is the end of it. -------------------------
SELECT pgboss.create_queue('verification-parked', '{"policy": "standard", "retentionMinutes": 525600}');
SELECT pgboss.create_queue('verification', '{"policy": "short", "retryLimit": 3, "retryDelay": 1, "expireInSeconds": 40, "retentionMinutes": 525600, "deadLetter": "verification-parked"}');
