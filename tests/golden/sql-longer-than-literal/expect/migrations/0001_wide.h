/* 0001_wide: wide */
#ifndef RESTRUCT_REVISION_0001_WIDE_H
#define RESTRUCT_REVISION_0001_WIDE_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_wide, "wide");
DB_COMPATIBILITY(additive);

struct wide_0001_wide {
	int32_t column_with_a_rather_long_name_000 DB_DEFAULT("0");
	int32_t column_with_a_rather_long_name_001 DB_DEFAULT("1");
	int32_t column_with_a_rather_long_name_002 DB_DEFAULT("2");
	int32_t column_with_a_rather_long_name_003 DB_DEFAULT("3");
	int32_t column_with_a_rather_long_name_004 DB_DEFAULT("4");
	int32_t column_with_a_rather_long_name_005 DB_DEFAULT("5");
	int32_t column_with_a_rather_long_name_006 DB_DEFAULT("6");
	int32_t column_with_a_rather_long_name_007 DB_DEFAULT("7");
	int32_t column_with_a_rather_long_name_008 DB_DEFAULT("8");
	int32_t column_with_a_rather_long_name_009 DB_DEFAULT("9");
	int32_t column_with_a_rather_long_name_010 DB_DEFAULT("10");
	int32_t column_with_a_rather_long_name_011 DB_DEFAULT("11");
	int32_t column_with_a_rather_long_name_012 DB_DEFAULT("12");
	int32_t column_with_a_rather_long_name_013 DB_DEFAULT("13");
	int32_t column_with_a_rather_long_name_014 DB_DEFAULT("14");
	int32_t column_with_a_rather_long_name_015 DB_DEFAULT("15");
	int32_t column_with_a_rather_long_name_016 DB_DEFAULT("16");
	int32_t column_with_a_rather_long_name_017 DB_DEFAULT("17");
	int32_t column_with_a_rather_long_name_018 DB_DEFAULT("18");
	int32_t column_with_a_rather_long_name_019 DB_DEFAULT("19");
	int32_t column_with_a_rather_long_name_020 DB_DEFAULT("20");
	int32_t column_with_a_rather_long_name_021 DB_DEFAULT("21");
	int32_t column_with_a_rather_long_name_022 DB_DEFAULT("22");
	int32_t column_with_a_rather_long_name_023 DB_DEFAULT("23");
	int32_t column_with_a_rather_long_name_024 DB_DEFAULT("24");
	int32_t column_with_a_rather_long_name_025 DB_DEFAULT("25");
	int32_t column_with_a_rather_long_name_026 DB_DEFAULT("26");
	int32_t column_with_a_rather_long_name_027 DB_DEFAULT("27");
	int32_t column_with_a_rather_long_name_028 DB_DEFAULT("28");
	int32_t column_with_a_rather_long_name_029 DB_DEFAULT("29");
	int32_t column_with_a_rather_long_name_030 DB_DEFAULT("30");
	int32_t column_with_a_rather_long_name_031 DB_DEFAULT("31");
	int32_t column_with_a_rather_long_name_032 DB_DEFAULT("32");
	int32_t column_with_a_rather_long_name_033 DB_DEFAULT("33");
	int32_t column_with_a_rather_long_name_034 DB_DEFAULT("34");
	int32_t column_with_a_rather_long_name_035 DB_DEFAULT("35");
	int32_t column_with_a_rather_long_name_036 DB_DEFAULT("36");
	int32_t column_with_a_rather_long_name_037 DB_DEFAULT("37");
	int32_t column_with_a_rather_long_name_038 DB_DEFAULT("38");
	int32_t column_with_a_rather_long_name_039 DB_DEFAULT("39");
	int32_t column_with_a_rather_long_name_040 DB_DEFAULT("40");
	int32_t column_with_a_rather_long_name_041 DB_DEFAULT("41");
	int32_t column_with_a_rather_long_name_042 DB_DEFAULT("42");
	int32_t column_with_a_rather_long_name_043 DB_DEFAULT("43");
	int32_t column_with_a_rather_long_name_044 DB_DEFAULT("44");
	int32_t column_with_a_rather_long_name_045 DB_DEFAULT("45");
	int32_t column_with_a_rather_long_name_046 DB_DEFAULT("46");
	int32_t column_with_a_rather_long_name_047 DB_DEFAULT("47");
	int32_t column_with_a_rather_long_name_048 DB_DEFAULT("48");
	int32_t column_with_a_rather_long_name_049 DB_DEFAULT("49");
	int32_t column_with_a_rather_long_name_050 DB_DEFAULT("50");
	int32_t column_with_a_rather_long_name_051 DB_DEFAULT("51");
	int32_t column_with_a_rather_long_name_052 DB_DEFAULT("52");
	int32_t column_with_a_rather_long_name_053 DB_DEFAULT("53");
	int32_t column_with_a_rather_long_name_054 DB_DEFAULT("54");
	int32_t column_with_a_rather_long_name_055 DB_DEFAULT("55");
	int32_t column_with_a_rather_long_name_056 DB_DEFAULT("56");
	int32_t column_with_a_rather_long_name_057 DB_DEFAULT("57");
	int32_t column_with_a_rather_long_name_058 DB_DEFAULT("58");
	int32_t column_with_a_rather_long_name_059 DB_DEFAULT("59");
	int32_t column_with_a_rather_long_name_060 DB_DEFAULT("60");
	int32_t column_with_a_rather_long_name_061 DB_DEFAULT("61");
	int32_t column_with_a_rather_long_name_062 DB_DEFAULT("62");
	int32_t column_with_a_rather_long_name_063 DB_DEFAULT("63");
	int32_t column_with_a_rather_long_name_064 DB_DEFAULT("64");
	int32_t column_with_a_rather_long_name_065 DB_DEFAULT("65");
	int32_t column_with_a_rather_long_name_066 DB_DEFAULT("66");
	int32_t column_with_a_rather_long_name_067 DB_DEFAULT("67");
	int32_t column_with_a_rather_long_name_068 DB_DEFAULT("68");
	int32_t column_with_a_rather_long_name_069 DB_DEFAULT("69");
	int32_t column_with_a_rather_long_name_070 DB_DEFAULT("70");
	int32_t column_with_a_rather_long_name_071 DB_DEFAULT("71");
	int32_t column_with_a_rather_long_name_072 DB_DEFAULT("72");
	int32_t column_with_a_rather_long_name_073 DB_DEFAULT("73");
	int32_t column_with_a_rather_long_name_074 DB_DEFAULT("74");
	int32_t column_with_a_rather_long_name_075 DB_DEFAULT("75");
	int32_t column_with_a_rather_long_name_076 DB_DEFAULT("76");
	int32_t column_with_a_rather_long_name_077 DB_DEFAULT("77");
	int32_t column_with_a_rather_long_name_078 DB_DEFAULT("78");
	int32_t column_with_a_rather_long_name_079 DB_DEFAULT("79");
	int32_t column_with_a_rather_long_name_080 DB_DEFAULT("80");
	int32_t column_with_a_rather_long_name_081 DB_DEFAULT("81");
	int32_t column_with_a_rather_long_name_082 DB_DEFAULT("82");
	int32_t column_with_a_rather_long_name_083 DB_DEFAULT("83");
	int32_t column_with_a_rather_long_name_084 DB_DEFAULT("84");
	int32_t column_with_a_rather_long_name_085 DB_DEFAULT("85");
	int32_t column_with_a_rather_long_name_086 DB_DEFAULT("86");
	int32_t column_with_a_rather_long_name_087 DB_DEFAULT("87");
	int32_t column_with_a_rather_long_name_088 DB_DEFAULT("88");
	int32_t column_with_a_rather_long_name_089 DB_DEFAULT("89");
	int32_t column_with_a_rather_long_name_090 DB_DEFAULT("90");
	int32_t column_with_a_rather_long_name_091 DB_DEFAULT("91");
	int32_t column_with_a_rather_long_name_092 DB_DEFAULT("92");
	int32_t column_with_a_rather_long_name_093 DB_DEFAULT("93");
	int32_t column_with_a_rather_long_name_094 DB_DEFAULT("94");
	int32_t column_with_a_rather_long_name_095 DB_DEFAULT("95");
	int32_t column_with_a_rather_long_name_096 DB_DEFAULT("96");
	int32_t column_with_a_rather_long_name_097 DB_DEFAULT("97");
	int32_t column_with_a_rather_long_name_098 DB_DEFAULT("98");
	int32_t column_with_a_rather_long_name_099 DB_DEFAULT("99");
	int32_t column_with_a_rather_long_name_100 DB_DEFAULT("100");
	int32_t column_with_a_rather_long_name_101 DB_DEFAULT("101");
	int32_t column_with_a_rather_long_name_102 DB_DEFAULT("102");
	int32_t column_with_a_rather_long_name_103 DB_DEFAULT("103");
	int32_t column_with_a_rather_long_name_104 DB_DEFAULT("104");
	int32_t column_with_a_rather_long_name_105 DB_DEFAULT("105");
	int32_t column_with_a_rather_long_name_106 DB_DEFAULT("106");
	int32_t column_with_a_rather_long_name_107 DB_DEFAULT("107");
	int32_t column_with_a_rather_long_name_108 DB_DEFAULT("108");
	int32_t column_with_a_rather_long_name_109 DB_DEFAULT("109");
	int32_t column_with_a_rather_long_name_110 DB_DEFAULT("110");
	int32_t column_with_a_rather_long_name_111 DB_DEFAULT("111");
	int32_t column_with_a_rather_long_name_112 DB_DEFAULT("112");
	int32_t column_with_a_rather_long_name_113 DB_DEFAULT("113");
	int32_t column_with_a_rather_long_name_114 DB_DEFAULT("114");
	int32_t column_with_a_rather_long_name_115 DB_DEFAULT("115");
	int32_t column_with_a_rather_long_name_116 DB_DEFAULT("116");
	int32_t column_with_a_rather_long_name_117 DB_DEFAULT("117");
	int32_t column_with_a_rather_long_name_118 DB_DEFAULT("118");
	int32_t column_with_a_rather_long_name_119 DB_DEFAULT("119");
	int32_t column_with_a_rather_long_name_120 DB_DEFAULT("120");
	int32_t column_with_a_rather_long_name_121 DB_DEFAULT("121");
	int32_t column_with_a_rather_long_name_122 DB_DEFAULT("122");
	int32_t column_with_a_rather_long_name_123 DB_DEFAULT("123");
	int32_t column_with_a_rather_long_name_124 DB_DEFAULT("124");
	int32_t column_with_a_rather_long_name_125 DB_DEFAULT("125");
	int32_t column_with_a_rather_long_name_126 DB_DEFAULT("126");
	int32_t column_with_a_rather_long_name_127 DB_DEFAULT("127");
	int32_t column_with_a_rather_long_name_128 DB_DEFAULT("128");
	int32_t column_with_a_rather_long_name_129 DB_DEFAULT("129");
	int32_t column_with_a_rather_long_name_130 DB_DEFAULT("130");
	int32_t column_with_a_rather_long_name_131 DB_DEFAULT("131");
	int32_t column_with_a_rather_long_name_132 DB_DEFAULT("132");
	int32_t column_with_a_rather_long_name_133 DB_DEFAULT("133");
	int32_t column_with_a_rather_long_name_134 DB_DEFAULT("134");
	int32_t column_with_a_rather_long_name_135 DB_DEFAULT("135");
	int32_t column_with_a_rather_long_name_136 DB_DEFAULT("136");
	int32_t column_with_a_rather_long_name_137 DB_DEFAULT("137");
	int32_t column_with_a_rather_long_name_138 DB_DEFAULT("138");
	int32_t column_with_a_rather_long_name_139 DB_DEFAULT("139");
	int32_t column_with_a_rather_long_name_140 DB_DEFAULT("140");
	int32_t column_with_a_rather_long_name_141 DB_DEFAULT("141");
	int32_t column_with_a_rather_long_name_142 DB_DEFAULT("142");
	int32_t column_with_a_rather_long_name_143 DB_DEFAULT("143");
	int32_t column_with_a_rather_long_name_144 DB_DEFAULT("144");
	int32_t column_with_a_rather_long_name_145 DB_DEFAULT("145");
	int32_t column_with_a_rather_long_name_146 DB_DEFAULT("146");
	int32_t column_with_a_rather_long_name_147 DB_DEFAULT("147");
	int32_t column_with_a_rather_long_name_148 DB_DEFAULT("148");
	int32_t column_with_a_rather_long_name_149 DB_DEFAULT("149");
	int32_t column_with_a_rather_long_name_150 DB_DEFAULT("150");
	int32_t column_with_a_rather_long_name_151 DB_DEFAULT("151");
	int32_t column_with_a_rather_long_name_152 DB_DEFAULT("152");
	int32_t column_with_a_rather_long_name_153 DB_DEFAULT("153");
	int32_t column_with_a_rather_long_name_154 DB_DEFAULT("154");
	int32_t column_with_a_rather_long_name_155 DB_DEFAULT("155");
	int32_t column_with_a_rather_long_name_156 DB_DEFAULT("156");
	int32_t column_with_a_rather_long_name_157 DB_DEFAULT("157");
	int32_t column_with_a_rather_long_name_158 DB_DEFAULT("158");
	int32_t column_with_a_rather_long_name_159 DB_DEFAULT("159");
	int32_t column_with_a_rather_long_name_160 DB_DEFAULT("160");
	int32_t column_with_a_rather_long_name_161 DB_DEFAULT("161");
	int32_t column_with_a_rather_long_name_162 DB_DEFAULT("162");
	int32_t column_with_a_rather_long_name_163 DB_DEFAULT("163");
	int32_t column_with_a_rather_long_name_164 DB_DEFAULT("164");
	int32_t column_with_a_rather_long_name_165 DB_DEFAULT("165");
	int32_t column_with_a_rather_long_name_166 DB_DEFAULT("166");
	int32_t column_with_a_rather_long_name_167 DB_DEFAULT("167");
	int32_t column_with_a_rather_long_name_168 DB_DEFAULT("168");
	int32_t column_with_a_rather_long_name_169 DB_DEFAULT("169");
	int32_t column_with_a_rather_long_name_170 DB_DEFAULT("170");
	int32_t column_with_a_rather_long_name_171 DB_DEFAULT("171");
	int32_t column_with_a_rather_long_name_172 DB_DEFAULT("172");
	int32_t column_with_a_rather_long_name_173 DB_DEFAULT("173");
	int32_t column_with_a_rather_long_name_174 DB_DEFAULT("174");
	int32_t column_with_a_rather_long_name_175 DB_DEFAULT("175");
	int32_t column_with_a_rather_long_name_176 DB_DEFAULT("176");
	int32_t column_with_a_rather_long_name_177 DB_DEFAULT("177");
	int32_t column_with_a_rather_long_name_178 DB_DEFAULT("178");
	int32_t column_with_a_rather_long_name_179 DB_DEFAULT("179");
	int32_t column_with_a_rather_long_name_180 DB_DEFAULT("180");
	int32_t column_with_a_rather_long_name_181 DB_DEFAULT("181");
	int32_t column_with_a_rather_long_name_182 DB_DEFAULT("182");
	int32_t column_with_a_rather_long_name_183 DB_DEFAULT("183");
	int32_t column_with_a_rather_long_name_184 DB_DEFAULT("184");
	int32_t column_with_a_rather_long_name_185 DB_DEFAULT("185");
	int32_t column_with_a_rather_long_name_186 DB_DEFAULT("186");
	int32_t column_with_a_rather_long_name_187 DB_DEFAULT("187");
	int32_t column_with_a_rather_long_name_188 DB_DEFAULT("188");
	int32_t column_with_a_rather_long_name_189 DB_DEFAULT("189");
	int32_t column_with_a_rather_long_name_190 DB_DEFAULT("190");
	int32_t column_with_a_rather_long_name_191 DB_DEFAULT("191");
	int32_t column_with_a_rather_long_name_192 DB_DEFAULT("192");
	int32_t column_with_a_rather_long_name_193 DB_DEFAULT("193");
	int32_t column_with_a_rather_long_name_194 DB_DEFAULT("194");
	int32_t column_with_a_rather_long_name_195 DB_DEFAULT("195");
	int32_t column_with_a_rather_long_name_196 DB_DEFAULT("196");
	int32_t column_with_a_rather_long_name_197 DB_DEFAULT("197");
	int32_t column_with_a_rather_long_name_198 DB_DEFAULT("198");
	int32_t column_with_a_rather_long_name_199 DB_DEFAULT("199");
} DB_TABLE(wide)
	DB_CONSTRAINT(wide_check,
		"CHECK (column_with_a_rather_long_name_000 = 0 "
		"OR column_with_a_rather_long_name_001 = 1 "
		"OR column_with_a_rather_long_name_002 = 2 "
		"OR column_with_a_rather_long_name_003 = 3 "
		"OR column_with_a_rather_long_name_004 = 4 "
		"OR column_with_a_rather_long_name_005 = 5 "
		"OR column_with_a_rather_long_name_006 = 6 "
		"OR column_with_a_rather_long_name_007 = 7 "
		"OR column_with_a_rather_long_name_008 = 8 "
		"OR column_with_a_rather_long_name_009 = 9 "
		"OR column_with_a_rather_long_name_010 = 10 "
		"OR column_with_a_rather_long_name_011 = 11 "
		"OR column_with_a_rather_long_name_012 = 12 "
		"OR column_with_a_rather_long_name_013 = 13 "
		"OR column_with_a_rather_long_name_014 = 14 "
		"OR column_with_a_rather_long_name_015 = 15 "
		"OR column_with_a_rather_long_name_016 = 16 "
		"OR column_with_a_rather_long_name_017 = 17 "
		"OR column_with_a_rather_long_name_018 = 18 "
		"OR column_with_a_rather_long_name_019 = 19 "
		"OR column_with_a_rather_long_name_020 = 20 "
		"OR column_with_a_rather_long_name_021 = 21 "
		"OR column_with_a_rather_long_name_022 = 22 "
		"OR column_with_a_rather_long_name_023 = 23 "
		"OR column_with_a_rather_long_name_024 = 24 "
		"OR column_with_a_rather_long_name_025 = 25 "
		"OR column_with_a_rather_long_name_026 = 26 "
		"OR column_with_a_rather_long_name_027 = 27 "
		"OR column_with_a_rather_long_name_028 = 28 "
		"OR column_with_a_rather_long_name_029 = 29 "
		"OR column_with_a_rather_long_name_030 = 30 "
		"OR column_with_a_rather_long_name_031 = 31 "
		"OR column_with_a_rather_long_name_032 = 32 "
		"OR column_with_a_rather_long_name_033 = 33 "
		"OR column_with_a_rather_long_name_034 = 34 "
		"OR column_with_a_rather_long_name_035 = 35 "
		"OR column_with_a_rather_long_name_036 = 36 "
		"OR column_with_a_rather_long_name_037 = 37 "
		"OR column_with_a_rather_long_name_038 = 38 "
		"OR column_with_a_rather_long_name_039 = 39 "
		"OR column_with_a_rather_long_name_040 = 40 "
		"OR column_with_a_rather_long_name_041 = 41 "
		"OR column_with_a_rather_long_name_042 = 42 "
		"OR column_with_a_rather_long_name_043 = 43 "
		"OR column_with_a_rather_long_name_044 = 44 "
		"OR column_with_a_rather_long_name_045 = 45 "
		"OR column_with_a_rather_long_name_046 = 46 "
		"OR column_with_a_rather_long_name_047 = 47 "
		"OR column_with_a_rather_long_name_048 = 48 "
		"OR column_with_a_rather_long_name_049 = 49 "
		"OR column_with_a_rather_long_name_050 = 50 "
		"OR column_with_a_rather_long_name_051 = 51 "
		"OR column_with_a_rather_long_name_052 = 52 "
		"OR column_with_a_rather_long_name_053 = 53 "
		"OR column_with_a_rather_long_name_054 = 54 "
		"OR column_with_a_rather_long_name_055 = 55 "
		"OR column_with_a_rather_long_name_056 = 56 "
		"OR column_with_a_rather_long_name_057 = 57 "
		"OR column_with_a_rather_long_name_058 = 58 "
		"OR column_with_a_rather_long_name_059 = 59 "
		"OR column_with_a_rather_long_name_060 = 60 "
		"OR column_with_a_rather_long_name_061 = 61 "
		"OR column_with_a_rather_long_name_062 = 62 "
		"OR column_with_a_rather_long_name_063 = 63 "
		"OR column_with_a_rather_long_name_064 = 64 "
		"OR column_with_a_rather_long_name_065 = 65 "
		"OR column_with_a_rather_long_name_066 = 66 "
		"OR column_with_a_rather_long_name_067 = 67 "
		"OR column_with_a_rather_long_name_068 = 68 "
		"OR column_with_a_rather_long_name_069 = 69 "
		"OR column_with_a_rather_long_name_070 = 70 "
		"OR column_with_a_rather_long_name_071 = 71 "
		"OR column_with_a_rather_long_name_072 = 72 "
		"OR column_with_a_rather_long_name_073 = 73 "
		"OR column_with_a_rather_long_name_074 = 74 "
		"OR column_with_a_rather_long_name_075 = 75 "
		"OR column_with_a_rather_long_name_076 = 76 "
		"OR column_with_a_rather_long_name_077 = 77 "
		"OR column_with_a_rather_long_name_078 = 78 "
		"OR column_with_a_rather_long_name_079 = 79 "
		"OR column_with_a_rather_long_name_080 = 80 "
		"OR column_with_a_rather_long_name_081 = 81 "
		"OR column_with_a_rather_long_name_082 = 82 "
		"OR column_with_a_rather_long_name_083 = 83 "
		"OR column_with_a_rather_long_name_084 = 84 "
		"OR column_with_a_rather_long_name_085 = 85 "
		"OR column_with_a_rather_long_name_086 = 86 "
		"OR column_with_a_rather_long_name_087 = 87 "
		"OR column_with_a_rather_long_name_088 = 88 "
		"OR column_with_a_rather_long_name_089 = 89 "
		"OR column_with_a_rather_long_name_090 = 90 "
		"OR column_with_a_rather_long_name_091 = 91 "
		"OR column_with_a_rather_long_name_092 = 92 "
		"OR column_with_a_rather_long_name_093 = 93 "
		"OR column_with_a_rather_long_name_094 = 94 "
		"OR column_with_a_rather_long_name_095 = 95 "
		"OR column_with_a_rather_long_name_096 = 96 "
		"OR column_with_a_rather_long_name_097 = 97 "
		"OR column_with_a_rather_long_name_098 = 98 "
		"OR column_with_a_rather_long_name_099 = 99 "
		"OR column_with_a_rather_long_name_100 = 100 "
		"OR column_with_a_rather_long_name_101 = 101 "
		"OR column_with_a_rather_long_name_102 = 102 "
		"OR column_with_a_rather_long_name_103 = 103 "
		"OR column_with_a_rather_long_name_104 = 104 "
		"OR column_with_a_rather_long_name_105 = 105 "
		"OR column_with_a_rather_long_name_106 = 106 "
		"OR column_with_a_rather_long_name_107 = 107 "
		"OR column_with_a_rather_long_name_108 = 108 "
		"OR column_with_a_rather_long_name_109 = 109 "
		"OR column_with_a_rather_long_name_110 = 110 "
		"OR column_with_a_rather_long_name_111 = 111 "
		"OR column_with_a_rather_long_name_112 = 112 "
		"OR column_with_a_rather_long_name_113 = 113 "
		"OR column_with_a_rather_long_name_114 = 114 "
		"OR column_with_a_rather_long_name_115 = 115 "
		"OR column_with_a_rather_long_name_116 = 116 "
		"OR column_with_a_rather_long_name_117 = 117 "
		"OR column_with_a_rather_long_name_118 = 118 "
		"OR column_with_a_rather_long_name_119 = 119 "
		"OR column_with_a_rather_long_name_120 = 120 "
		"OR column_with_a_rather_long_name_121 = 121 "
		"OR column_with_a_rather_long_name_122 = 122 "
		"OR column_with_a_rather_long_name_123 = 123 "
		"OR column_with_a_rather_long_name_124 = 124 "
		"OR column_with_a_rather_long_name_125 = 125 "
		"OR column_with_a_rather_long_name_126 = 126 "
		"OR column_with_a_rather_long_name_127 = 127 "
		"OR column_with_a_rather_long_name_128 = 128 "
		"OR column_with_a_rather_long_name_129 = 129 "
		"OR column_with_a_rather_long_name_130 = 130 "
		"OR column_with_a_rather_long_name_131 = 131 "
		"OR column_with_a_rather_long_name_132 = 132 "
		"OR column_with_a_rather_long_name_133 = 133 "
		"OR column_with_a_rather_long_name_134 = 134 "
		"OR column_with_a_rather_long_name_135 = 135 "
		"OR column_with_a_rather_long_name_136 = 136 "
		"OR column_with_a_rather_long_name_137 = 137 "
		"OR column_with_a_rather_long_name_138 = 138 "
		"OR column_with_a_rather_long_name_139 = 139 "
		"OR column_with_a_rather_long_name_140 = 140 "
		"OR column_with_a_rather_long_name_141 = 141 "
		"OR column_with_a_rather_long_name_142 = 142 "
		"OR column_with_a_rather_long_name_143 = 143 "
		"OR column_with_a_rather_long_name_144 = 144 "
		"OR column_with_a_rather_long_name_145 = 145 "
		"OR column_with_a_rather_long_name_146 = 146 "
		"OR column_with_a_rather_long_name_147 = 147 "
		"OR column_with_a_rather_long_name_148 = 148 "
		"OR column_with_a_rather_long_name_149 = 149 "
		"OR column_with_a_rather_long_name_150 = 150 "
		"OR column_with_a_rather_long_name_151 = 151 "
		"OR column_with_a_rather_long_name_152 = 152 "
		"OR column_with_a_rather_long_name_153 = 153 "
		"OR column_with_a_rather_long_name_154 = 154 "
		"OR column_with_a_rather_long_name_155 = 155 "
		"OR column_with_a_rather_long_name_156 = 156 "
		"OR column_with_a_rather_long_name_157 = 157 "
		"OR column_with_a_rather_long_name_158 = 158 "
		"OR column_with_a_rather_long_name_159 = 159 "
		"OR column_with_a_rather_long_name_160 = 160 "
		"OR column_with_a_rather_long_name_161 = 161 "
		"OR column_with_a_rather_long_name_162 = 162 "
		"OR column_with_a_rather_long_name_163 = 163 "
		"OR column_with_a_rather_long_name_164 = 164 "
		"OR column_with_a_rather_long_name_165 = 165 "
		"OR column_with_a_rather_long_name_166 = 166 "
		"OR column_with_a_rather_long_name_167 = 167 "
		"OR column_with_a_rather_long_name_168 = 168 "
		"OR column_with_a_rather_long_name_169 = 169 "
		"OR column_with_a_rather_long_name_170 = 170 "
		"OR column_with_a_rather_long_name_171 = 171 "
		"OR column_with_a_rather_long_name_172 = 172 "
		"OR column_with_a_rather_long_name_173 = 173 "
		"OR column_with_a_rather_long_name_174 = 174 "
		"OR column_with_a_rather_long_name_175 = 175 "
		"OR column_with_a_rather_long_name_176 = 176 "
		"OR column_with_a_rather_long_name_177 = 177 "
		"OR column_with_a_rather_long_name_178 = 178 "
		"OR column_with_a_rather_long_name_179 = 179 "
		"OR column_with_a_rather_long_name_180 = 180 "
		"OR column_with_a_rather_long_name_181 = 181 "
		"OR column_with_a_rather_long_name_182 = 182 "
		"OR column_with_a_rather_long_name_183 = 183 "
		"OR column_with_a_rather_long_name_184 = 184 "
		"OR column_with_a_rather_long_name_185 = 185 "
		"OR column_with_a_rather_long_name_186 = 186 "
		"OR column_with_a_rather_long_name_187 = 187 "
		"OR column_with_a_rather_long_name_188 = 188 "
		"OR column_with_a_rather_long_name_189 = 189 "
		"OR column_with_a_rather_long_name_190 = 190 "
		"OR column_with_a_rather_long_name_191 = 191 "
		"OR column_with_a_rather_long_name_192 = 192 "
		"OR column_with_a_rather_long_name_193 = 193 "
		"OR column_with_a_rather_long_name_194 = 194 "
		"OR column_with_a_rather_long_name_195 = 195 "
		"OR column_with_a_rather_long_name_196 = 196 "
		"OR column_with_a_rather_long_name_197 = 197 "
		"OR column_with_a_rather_long_name_198 = 198 "
		"OR column_with_a_rather_long_name_199 = 199)");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_wide(struct restruct_migration *m);
void downgrade_0001_wide(struct restruct_migration *m);

#endif
