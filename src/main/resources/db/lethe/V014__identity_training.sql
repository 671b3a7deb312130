-- Trainings of models; the newest tells how far it is.

create table identity_training (
  id bigint generated always as identity primary key,
  model text not null,
  seed bigint not null,
  started_at timestamptz not null,
  -- A job that has not stirred for long was ended by a crash.
  stirred_at timestamptz not null,
  finished_at timestamptz,
  started_by text not null,
  -- reading, training, stored, failed or stopped
  stage text not null,
  step text not null,
  -- How much of the step is done, 0 to 1.
  done double precision not null,
  profiles bigint not null
);
create unique index identity_training_one on identity_training ((true)) where finished_at is null;
