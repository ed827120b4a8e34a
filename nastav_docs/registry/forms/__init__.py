"""From a form of a base or of the registry to an empty Excel book that schools fill in."""

from __future__ import annotations

from nastav_docs.registry.forms.blank_forms import mentees_form, mentors_form, registry_form

__all__ = ["mentees_form", "mentors_form", "registry_form"]
