"""Empty Excel books that schools fill in: the registry, the bases of mentors and of mentees."""

from __future__ import annotations

from nastav_docs.registry.forms.blank_forms import mentees_form, mentors_form, registry_form

__all__ = ["mentees_form", "mentors_form", "registry_form"]
