# Where everything goes on a machine that runs Turnout: cmake --install build/release --prefix /usr

install(TARGETS turnout-intake turnout-dispatch turnout-accountability turnout-records turnoutctl turnout-probe
  RUNTIME DESTINATION bin COMPONENT programs)

install(FILES libs/event_store/commit.lua deploy/redis/redis.conf
  DESTINATION share/turnout/redis COMPONENT deployment)
install(PROGRAMS deploy/redis/users deploy/redis/prepare deploy/redis/backup deploy/redis/restore deploy/redis/forget
  deploy/redis/repair deploy/redis/watch
  DESTINATION share/turnout/redis COMPONENT deployment)
install(DIRECTORY deploy/city deploy/probe deploy/prometheus deploy/alertmanager deploy/runbooks DESTINATION share/turnout COMPONENT deployment)
install(FILES README.md DESTINATION share/doc/turnout COMPONENT deployment)

install(DIRECTORY deploy/systemd/ DESTINATION lib/systemd/system COMPONENT deployment
  FILES_MATCHING PATTERN "*.service" PATTERN "*.target" PATTERN "*.timer" PATTERN "*.conf")
install(FILES deploy/systemd/turnout.sysusers DESTINATION lib/sysusers.d RENAME turnout.conf COMPONENT deployment)
install(FILES deploy/systemd/turnout.sysctl DESTINATION lib/sysctl.d RENAME 60-turnout.conf COMPONENT deployment)
