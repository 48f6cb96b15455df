#include <gtest/gtest.h>

#include "archive/open_archive.h"

namespace turnout::archive {
namespace {

TEST(ArchiveLocation, IsPrintedWithoutItsPassword) {
  EXPECT_EQ(printable_location("/var/lib/turnout-records/demo.sqlite"),
            "/var/lib/turnout-records/demo.sqlite");
  EXPECT_EQ(printable_location("postgresql://records:s3cr@t@db.example/turnout?sslmode=require"),
            "postgresql://db.example/turnout");
  EXPECT_EQ(printable_location("postgresql://db.example/turnout?password=s3cret"),
            "postgresql://db.example/turnout");
}

}  // namespace
}  // namespace turnout::archive
