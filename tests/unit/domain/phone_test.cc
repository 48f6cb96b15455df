#include "domain/phone.h"

#include <gtest/gtest.h>

namespace turnout::domain {
namespace {

TEST(Phone, IsTheSameHoweverItIsWritten) {
  for (const char* phone : {"13800001111",
                            "138 0000 1111",
                            "138-0000-1111",
                            "+86 138 0000 1111",
                            "0086 13800001111",
                            "8613800001111",
                            "013800001111",
                            "+86 013800001111",
                            "１３８００００１１１１",
                            "＋８６ １３８００００１１１１",
                            "tel:+86-138-0000-1111",
                            "TEL:13800001111",
                            "tel:138-0000-1111;ext=80",
                            "sip:13800001111@10.1.2.3",
                            "SIP:+8613800001111@ims;user=phone",
                            "sips:13800001111@pbx",
                            "13800001111 ext 80",
                            "13800001111#80",
                            "13800001111转80",
                            "13800001111 分机80"}) {
    EXPECT_EQ(phone_key(phone, "CN"), "8613800001111") << phone;
  }
}

TEST(Phone, OfALandLineIsTheSameWithAndWithoutTheCountry) {
  for (const char* phone :
       {"010-65123456", "(010) 65123456", "+86 10 65123456", "tel:65123456;phone-context=+8610"}) {
    EXPECT_EQ(phone_key(phone, "CN"), "861065123456") << phone;
  }
}

TEST(Phone, IsReadAsInTheCountryOfThePolicy) {
  EXPECT_EQ(phone_key("0650 2530 000", "GB"), "446502530000");
  EXPECT_EQ(phone_key("(650) 253-0000", "US"), "16502530000");
  EXPECT_EQ(phone_key("+1 650 253 0000", "CN"), "16502530000");
  EXPECT_NE(phone_key("6502530000", "CN"), phone_key("6502530000", "US"));
}

TEST(Phone, WithoutACountryIsItsDigitsInOneWidth) {
  EXPECT_EQ(phone_key("１３８-0000 1111", ""), "13800001111");
  EXPECT_EQ(phone_key("13800001111;ext=80", ""), "13800001111");
  EXPECT_EQ(phone_key("+86 138 0000 1111", ""), "8613800001111");
}

TEST(Phone, ThatIsNoNumberIsItsDigits) {
  EXPECT_EQ(phone_key("12345678901234567890123", "CN"), "12345678901234567890123");
}

TEST(Phone, OfAnEmergencyOrServiceLineNamesNoCaller) {
  for (const char* phone :
       {"110", "119", "10086", "12345", "95588", "116114", "+86 110", "1", "8021", "sip:8021@pbx"}) {
    EXPECT_EQ(phone_key(phone, "CN"), "") << phone;
  }
  for (const char* phone : {"", "anonymous", "未知", "0000000000"})
    EXPECT_EQ(phone_key(phone, "CN"), "") << phone;
  EXPECT_EQ(phone_key("110", ""), "");
}

TEST(Phone, ThatNamesNoCallerIsTheSameAsNone) {
  EXPECT_TRUE(is_same_phone("138 0000 1111", "+8613800001111", "CN"));
  EXPECT_FALSE(is_same_phone("13800001111", "13800001112", "CN"));
  EXPECT_FALSE(is_same_phone("110", "110", "CN"));
  EXPECT_FALSE(is_same_phone("", "", "CN"));
}

TEST(Country, IsAnIsoCodeInCapitals) {
  EXPECT_TRUE(is_country("CN"));
  EXPECT_TRUE(is_country("GB"));
  for (const char* code : {"", "cn", "UK", "China", "ZZ", "001"}) EXPECT_FALSE(is_country(code)) << code;
}

}  // namespace
}  // namespace turnout::domain
