"""Where the catalog lies; the kernel knows, because units are read from there too."""

from yiben.kernel.locate import catalog_dir, demo_dir

__all__ = ["catalog_dir", "demo_dir"]
