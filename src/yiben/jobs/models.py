"""When each job is due, who holds it, and every run of it."""

from typing import ClassVar

from django.db import models


class Job(models.Model):
    """One job of the timetable: its next time, its lease while it runs, how it last went."""

    name = models.CharField(max_length=40, primary_key=True)
    due_at = models.DateTimeField()
    holder = models.CharField(max_length=120, blank=True, default="")
    """The worker that runs it; empty when nobody does."""
    held_until = models.DateTimeField(null=True, blank=True)
    """When the lease ends unless its holder renews it; a worker that was killed renews nothing."""
    tries = models.IntegerField(default=0)
    """Runs that failed one after another since the last good one."""
    ok_at = models.DateTimeField(null=True, blank=True)
    ok_said = models.CharField(max_length=300, blank=True, default="")
    fault_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=600, blank=True, default="")
    """The last fault, in words for the administrator."""


class Run(models.Model):
    """One run of a job."""

    RUNNING, OK, FAULT, LOST = "running", "ok", "fault", "lost"

    job = models.CharField(max_length=40)
    worker = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, default=RUNNING)
    """running, ok, fault, or lost: its worker ended without a word."""
    said = models.CharField(max_length=600, blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["job", "started_at"], name="run_by_job")]
