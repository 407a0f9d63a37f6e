#!/bin/sh
# Starts Askance where the system's C library is new enough for it, and says so in a sentence where it is not.

# A shell that has found this script on the path may name it without a folder. That of the moment is never meant: a
# stranger's program may lie there. The user's own tools serve for a link where the system has none in the known places.
case $0 in
    */*) askance_file=$0 ;;
    *) askance_file=$(command -v -- "$0") ;;
esac
if [ -L "$askance_file" ]; then
    askance_file=$(PATH=@PLACES@${PATH:+:$PATH} && readlink -f -- "$askance_file")
fi
case $askance_file in
    */*) askance_folder=${askance_file%/*} ;;
    *) echo 'askance: its own folder cannot be found; start it by its whole path' >&2 && exit 1 ;;
esac

# Prints what this system has in place of a C library that is new enough, and fails where nothing is known against it.
askance_lack() (
    PATH=@PLACES@
    LC_ALL=C
    export LC_ALL
    found=$(getconf GNU_LIBC_VERSION)
    case $found in
        "glibc "*) ;;
        *) found=$(ldd --version 2>&1) ;;
    esac
    case $found in
        musl*)
            for loader in @LOADERS@; do
                [ ! -e "$loader" ] || return 1
            done
            echo musl && return
            ;;
    esac
    found=${found%%
*}
    found=${found##* }
    minor=${found#*.}
    case $found in
        [0-9]*.[0-9]*) ;;
        *) return 1 ;;
    esac
    [ "${found%%.*}" -le @MAJOR@ ] || return 1
    [ "${found%%.*}" -lt @MAJOR@ ] || [ "${minor%%[!0-9]*}" -lt @MINOR@ ] || return 1
    echo "glibc $found"
)

if askance_has=$(askance_lack </dev/null 2>/dev/null); then
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
        *.[Uu][Tt][Ff]8* | *.[Uu][Tt][Ff]-8*) askance_language=${LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-$LANG}}} ;;
        *) askance_language= ;;
    esac
    case $askance_language in
@TRANSLATIONS@
        *) printf '%s\n' @SENTENCE@ ;;
    esac >&2
    exit 1
fi
exec "$askance_folder/@PARTS@/askance" "$@"
