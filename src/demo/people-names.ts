/** First and family names of one language, each as `name` or, where it is not written in Latin letters, `name latin`. */
export type NameList = {
  readonly familyFirst: boolean;
  readonly gap: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
};

const list = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

const ENGLISH: NameList = {
  familyFirst: false,
  gap: ' ',
  given:
    list(`Abigail, Aaron, Beatrice, Ben, Caroline, Caleb, Daisy, Dominic, Edith, Elliot, Fiona, Frank, Georgia, Gordon, Harriet, Hugo, Imogen, Isaac,
    Jane, Joel, Kate, Keith, Laura, Leon, Maggie, Martin, Naomi, Neil, Olive, Oscar, Paula, Percy, Quinn, Rosa, Ralph, Stella, Simon, Tess, Theo, Una,
    Victor, Violet, Wendy, Walter, Yvonne, Zoe`),
  family:
    list(`Ashby, Atwell, Barlow, Beckett, Birch, Calloway, Carver, Chandler, Crane, Dalton, Draper, Eastman, Ellery, Farrow, Finch, Galloway, Garner,
    Hale, Harlow, Hastings, Ingram, Jarvis, Keating, Kendrick, Langley, Larkin, Mercer, Merritt, Newell, Norwood, Oakley, Pemberton, Pryor, Quigley,
    Radcliffe, Rowan, Sawyer, Sheldon, Stanton, Tanner, Thorne, Underhill, Vance, Wakefield, Wexler, Whitlock, Winslow, Yardley`),
};

const GERMAN: NameList = {
  familyFirst: false,
  gap: ' ',
  given:
    list(`Anke, Bernd, Birgit, Carsten, Dörte, Elke, Florian, Frauke, Gerd, Greta, Hannes, Heike, Ingo, Jörg, Jutta, Katrin, Klaus, Lena, Lutz,
    Maike, Marlene, Nils, Petra, Ralf, Renate, Sören, Silke, Svenja, Tobias, Ulrike, Uwe, Volker, Wiebke, Wolfgang`),
  family:
    list(`Ackermann, Baumann, Böttcher, Brandt, Dietrich, Eberhardt, Falk, Friedrichs, Gerlach, Grünwald, Hartmann, Heinemann, Hölzer, Jansen,
    Kästner, Kessler, Lindner, Löffler, Marquardt, Nagel, Ohlsen, Petersen, Quast, Reinhardt, Rösler, Schäfer, Seidel, Stolz, Thiele, Uhlig, Vogt,
    Wagenknecht, Weiß, Ziegler`),
};

const FRENCH: NameList = {
  familyFirst: false,
  gap: ' ',
  given:
    list(`Adèle, Alain, Amélie, Aurélien, Brigitte, Bruno, Camille, Cédric, Chloé, Damien, Élise, Émile, Fabienne, Gaëlle, Guillaume, Hélène, Inès,
    Jérôme, Juliette, Laurent, Léa, Mathilde, Maxime, Nadège, Olivier, Pascale, Quentin, Rémi, Sabine, Sylvain, Thérèse, Valérie, Yann, Zélie`),
  family:
    list(`Aubert, Barbier, Beaumont, Bonnet, Carpentier, Chevallier, Colin, Delorme, Deschamps, Fabre, Fournier, Gaillard, Garnier, Guérin, Hamel,
    Jacquet, Lacroix, Langlois, Leclerc, Lefèvre, Mallet, Marchand, Mercier, Noël, Pasquier, Perrot, Picard, Renard, Rivière, Roussel, Tessier, Vasseur`),
};

const INDIAN: NameList = {
  familyFirst: false,
  gap: ' ',
  given:
    list(`Aarav, Aditi, Anand, Ananya, Arjun, Bhavna, Chetan, Deepa, Devika, Farhan, Gauri, Harish, Ishaan, Ishita, Jaya, Karthik, Kavya, Lakshmi,
    Manoj, Meera, Mohit, Neha, Nikhil, Pooja, Pranav, Radhika, Rahul, Rohini, Sanjay, Shreya, Sunita, Tanvi, Uday, Varun, Vidya, Vikram, Yamini, Zoya`),
  family:
    list(`Acharya, Bhat, Bose, Chatterjee, Chauhan, Deshmukh, Deshpande, Dutta, Fernandes, Gokhale, Gowda, Gupta, Hegde, Iyer, Jadhav, Joshi, Kapoor,
    Kulkarni, Malhotra, Mehta, Menon, Mishra, Nair, Naidu, Pandey, Patil, Pillai, Rao, Reddy, Saxena, Shetty, Singh, Trivedi, Varma`),
};

const TAIWANESE: NameList = {
  familyFirst: true,
  gap: '',
  given:
    list(`怡君 yichun, 雅婷 yating, 淑芬 shufen, 美玲 meiling, 詩涵 shihhan, 佩珊 peishan, 欣怡 hsinyi, 宜蓁 yichen, 婉如 wanju, 家瑜 chiayu,
    郁婷 yuting, 心怡 hsinyi, 靜宜 chingyi, 思穎 szuying, 曉萍 hsiaoping, 志明 chihming, 俊傑 chunchieh, 建宏 chienhung, 冠宇 kuanyu, 家豪 chiahao,
    承翰 chenghan, 柏翰 pohan, 彥廷 yenting, 宗翰 tsunghan, 信宏 hsinhung, 文彬 wenpin, 國華 kuohua, 育誠 yucheng, 明哲 mingche, 子軒 tzuhsuan`),
  family:
    list(`陳 chen, 林 lin, 黃 huang, 張 chang, 李 lee, 王 wang, 吳 wu, 劉 liu, 蔡 tsai, 楊 yang, 許 hsu, 鄭 cheng, 謝 hsieh, 洪 hung, 郭 kuo, 邱 chiu,
    曾 tseng, 廖 liao, 賴 lai, 徐 hsu, 周 chou, 葉 yeh, 蘇 su, 莊 chuang, 江 chiang, 呂 lu, 何 ho, 羅 lo, 高 kao, 簡 chien`),
};

const JAPANESE: NameList = {
  familyFirst: true,
  gap: ' ',
  given:
    list(`健太 kenta, 翔 sho, 大輔 daisuke, 拓也 takuya, 直樹 naoki, 裕子 yuko, 美咲 misaki, 陽菜 hina, 恵子 keiko, 真由美 mayumi, 智子 tomoko,
    亮 ryo, 誠 makoto, 浩二 koji, 達也 tatsuya, 由美 yumi, 千尋 chihiro, 香織 kaori, 隆 takashi, 彩 aya, 修 osamu, 奈緒 nao, 悠斗 yuto, 葵 aoi`),
  family:
    list(`佐藤 sato, 鈴木 suzuki, 高橋 takahashi, 田中 tanaka, 渡辺 watanabe, 伊藤 ito, 中村 nakamura, 小林 kobayashi, 加藤 kato, 吉田 yoshida,
    山口 yamaguchi, 松本 matsumoto, 井上 inoue, 木村 kimura, 清水 shimizu, 斎藤 saito, 森 mori, 池田 ikeda, 橋本 hashimoto, 石川 ishikawa, 前田 maeda,
    藤田 fujita, 岡田 okada, 長谷川 hasegawa, 村上 murakami, 近藤 kondo`),
};

const BY_COUNTRY: Readonly<Record<string, NameList>> = { DE: GERMAN, FR: FRENCH, IN: INDIAN, TW: TAIWANESE, JP: JAPANESE };

/** The names that people of a country have; English ones where we have no list. */
export function namesOf(country: string): NameList {
  return BY_COUNTRY[country] ?? ENGLISH;
}
