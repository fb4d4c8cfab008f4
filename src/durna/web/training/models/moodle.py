"""Where a training and its people are found in the centre's Moodle."""

from __future__ import annotations

from django.db import models

from durna.web.training.models.persons import Person
from durna.web.training.models.trainings import Training


class MoodleCourse(models.Model):
    """`pre_item`, `post_item`: names of the grade items that are the tests before and after."""

    training = models.OneToOneField(Training, models.PROTECT, related_name="moodle")
    course_id = models.PositiveBigIntegerField()
    short_name = models.CharField(max_length=100)
    pre_item = models.CharField(max_length=200, blank=True)
    post_item = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(self.short_name)


class MoodleUser(models.Model):
    """`person`: the record that stands for the person."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="moodle")
    user_id = models.PositiveBigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.person_id} is {self.user_id}"
