"""Places, offices, posts and the people in them."""

from typing import Any, ClassVar, NoReturn

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Place(models.Model):
    """A place of the statistical code tree, valid from a day until (not including) another."""

    code = models.CharField(max_length=15, primary_key=True)
    name = models.CharField(max_length=60)
    short = models.CharField(max_length=60)
    """The name that people use: 友好村 for 友好村村民委员会."""
    level = models.CharField(max_length=10)
    """province, city, county, town, village, grid."""
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    successor = models.CharField(max_length=15, blank=True, default="")
    """Code of the place that it was merged into."""
    source = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["level", "name"])]

    def __str__(self) -> str:
        return self.short


class Office(models.Model):
    """An office of one town: 党政办, 综治中心."""

    town = models.CharField(max_length=9)
    kind = models.CharField(max_length=40)
    """Id in catalog/township/offices.toml."""
    title = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "kind"], name="one_office_a_kind")]

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """A post at a place, with the rights of its kind: 综治中心办事员 at 柏杨坝镇, 文书 at 雷家坪村."""

    kind = models.CharField(max_length=40)
    """Id in catalog/township/posts.toml."""
    place = models.CharField(max_length=15)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "place"], name="one_post_a_place")]

    def __str__(self) -> str:
        return self.title


class Accounts(BaseUserManager["Account"]):
    def create_account(self, username: str, name: str, password: str | None = None) -> "Account":
        account = self.model(username=username, name=name)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """A person's own account; nobody shares one."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    is_active = models.BooleanField(default=True)
    demo_note = models.CharField(max_length=120, blank=True, default="")
    """In the demo, what the log-in page says of this account; elsewhere empty."""
    must_change_password = models.BooleanField(default=False)
    """Set with a password that somebody else chose; until it is changed, nothing else opens."""
    password_changed_at = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True, default="")
    """Where notices go if mail is set up; counts and links only."""
    language = models.CharField(max_length=10, blank=True, default="")
    """zh-hans or en; empty for the site's own."""
    theme = models.CharField(max_length=10, blank=True, default="")
    """light or dark; empty for what the browser asks for."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects = Accounts()

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """An account in a post from a day until (not including) another."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)


class OnlyGrows(TypeError):
    """Something tried to change or delete a kept look: our own fault, nothing a user can do."""


class Looks(models.QuerySet["Look"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise OnlyGrows("looks are kept as they are")

    def delete(self) -> NoReturn:
        raise OnlyGrows("looks are kept for good")


class Look(models.Model):
    """Who looked behind a mask, opened, exported, or was refused; kept, never changed."""

    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    action = models.CharField(max_length=20)
    """reveal, export, refused, login."""
    what = models.CharField(max_length=200)
    reason = models.CharField(max_length=200, blank=True, default="")

    objects = Looks.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise OnlyGrows("looks are kept as they are")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OnlyGrows("looks are kept for good")


class DemoTown(models.Model):
    """A town of invented records that lives on a stated day."""

    town = models.CharField(max_length=9, primary_key=True)
    day = models.DateField()


class RegisterUse(models.Model):
    """Whether a town keeps a register, by its three lists of duties (三张清单); no row means it does."""

    town = models.CharField(max_length=9)
    register = models.CharField(max_length=60)
    duty = models.CharField(max_length=10)
    """basic 基本履职, joint 配合履职, withdrawn 上级收回."""
    used = models.BooleanField(default=True)
    since = models.DateField()
    why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "register"], name="one_use_a_register")
        ]
