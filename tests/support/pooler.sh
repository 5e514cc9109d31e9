# shellcheck shell=bash
# For test scripts: . tests/support/pooler.sh; start_pooler DIR starts Debian's PgBouncer in transaction
# mode before the server of the environment, each transaction on the next of its connections (status 77:
# there is no PgBouncer); its socket is in DIR. stop_pooler DIR ends it.
start_pooler() {
	local bouncer as=() _
	bouncer=$(command -v pgbouncer || ls /usr/sbin/pgbouncer 2>/dev/null) || return 77
	mkdir -p "$1"
	chmod 777 "$1"
	cat >"$1/ini" <<-END
		[databases]
		* = host=$PGHOST port=$PGPORT user=$PGUSER
		[pgbouncer]
		auth_type = any
		listen_port = $PGPORT
		unix_socket_dir = $1
		pool_mode = transaction
		server_round_robin = 1
		server_login_retry = 0
		default_pool_size = 8
		min_pool_size = 4
		max_client_conn = 200
		ignore_startup_parameters = extra_float_digits
		logfile = $1/log
		pidfile = $1/pid
	END
	chmod 666 "$1/ini"
	[ "$(id -u)" -ne 0 ] || as=(runuser -u "${RESTRUCT_TEST_USER:-postgres}" --)
	"${as[@]}" "$bouncer" -q "$1/ini" 2>/dev/null &
	for _ in $(seq 100); do [ ! -S "$1/.s.PGSQL.$PGPORT" ] || break; sleep 0.05; done
}

stop_pooler() { [ ! -f "$1/pid" ] || kill "$(cat "$1/pid")"; }
