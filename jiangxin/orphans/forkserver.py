"""Imported by the process that forks workers, and by no other: it then ends with the build, and its workers with it."""

from jiangxin.orphans import end_with_parent

end_with_parent()
