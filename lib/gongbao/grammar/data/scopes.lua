-- What a figure is stated for: 全市|生产总值…, 居|全省|第5位.
return {
  -- territories that start a statement
  territory = [[全国 全省 全市 全县 全区 全州 全旗 全自治区 全域 我国 我省 我市 我县 我区 我州
    本省 本市 本县 本区 本地区 本级 省本级 市本级 县本级 区本级 省直 市直 县直
    市区 市辖区 县区级 省直管县 辖区 各市 各市州 各县区 各县（市、区）]],
  -- behind these a territory is no scope: 在全省|率先…, 全国|重点文物
  beside = [[率先 领先 唯一 第一 首家 首批 首个 首创 首次 首条 首座 前列 最 平均 同类 重点 文明 先进 优秀
    示范 模范 百强 一流 十佳 人大 政协 两会 统一 通报 推广 各地]],
  -- a level by itself is a scope (市级|5个), before a noun it is part of the subject (市级项目)
  level = [[国家级 省级 市级 县级 区级 乡级 镇级 村级 县区级 市县级 中央 地方 县区 市县
    城镇 农村 城市 乡村]],
  -- territories of the speaker's own: they may stand inside the words before a figure
  own = [[全市 全县 全区 全州 我省 我市 我县 我区 我州 本市 本县 省本级 市本级 县本级 区本级 市直 县直]],
  -- among which a rank is held
  rank = [[全国 全省 全市 全县 全区 全州 全自治区 我省 国 省 市 全球 世界
    中部 中部六省 中部地区 东部 西部 西部省份 东北 东北地区 西北 西南 华东 华北 华中 长三角 沿海 沿海省份
    全省地级市 全省18个省辖市 全国同类城市]],
  -- words before a territory that compare with it: 高于|全省, 占|全市
  compared = [[对 被 向 全 各 与 同 为 为全 比 较 占 占到 高于 低于 快于 慢于 好于 优于 领先
    居 位居 位列 列 排 拉动 下拉]],
}
