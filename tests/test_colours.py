"""The colour profile of the sheets says what everybody else's sRGB says."""

from __future__ import annotations

from importlib import resources
from io import BytesIO
from itertools import product

import pytest
from PIL import Image, ImageChops, ImageCms

from pnsi18n.adapters.colour_profile import srgb

_THEIRS = {
    "WeasyPrint": resources.files("weasyprint").joinpath("pdf", "sRGB2014.icc").read_bytes(),
    "Little CMS": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
}


def chart() -> Image.Image:
    """Return a picture of 32,768 colours, a step of eight apart."""
    picture = Image.new("RGB", (256, 128))
    picture.putdata([*product(range(0, 256, 8), repeat=3)])
    return picture


@pytest.mark.parametrize("whose", _THEIRS)
def test_our_srgb_is_theirs(whose: str) -> None:
    """No colour moves by more than the last bit, read by ours and shown by theirs, or the other way round."""
    profiles = [ImageCms.ImageCmsProfile(BytesIO(one)) for one in (srgb(), _THEIRS[whose])]
    for one, other in (profiles, profiles[::-1]):
        moved = ImageCms.profileToProfile(chart(), one, other)
        assert moved is not None
        assert max(ImageChops.difference(chart(), moved).tobytes()) <= 1


def test_the_profile_is_small_and_whole() -> None:
    """Every reader takes it for a display of the year of PDF/A; its length is the one it tells."""
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb())).profile
    assert (profile.version, profile.device_class, profile.xcolor_space) == (4.2, "mntr", "RGB ")
    assert int.from_bytes(srgb()[:4], "big") == len(srgb()) < 600
