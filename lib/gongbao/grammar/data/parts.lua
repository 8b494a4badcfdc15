-- Words that tell what a part of a report holds: problems found, suggestions made, tasks set.
-- `*_heading` stand in headings, `*_lead` in the sentence that leads an enumeration in.
return {
  -- 三、|存在的问题
  problem_heading = [[存在问题 存在的问题 存在主要问题 存在的主要问题 存在的突出问题 主要问题 面临的问题
    存在问题和不足 问题和不足 问题与不足 问题及不足 问题不足 问题短板 问题及原因
    存在不足 存在的不足 不足之处 存在困难 存在的困难 面临的困难 存在的短板 存在的差距
    存在的困难和问题 困难和问题 困难与问题 问题和困难 问题与困难 问题和差距 问题与差距
    困难和不足 困难与不足 困难及不足 不足和困难 差距和不足]],
  -- 四、|几点意见
  suggestion_heading = [[建议 意见建议 意见和建议 对策建议 对策 几点意见]],
  -- 五、|下一步|工作
  task_heading = [[下一步 下步 下一阶段 今后 打算 努力方向 整改措施]],
  -- these only at the end of a heading: 突出工作重点 is none
  task_ending = [[重点工作 工作重点 重点任务 主要任务 工作任务 工作思路 工作计划 工作安排 工作措施 工作建议]],
  -- headings that end so tell what was done: 工作|情况
  not_task = [[情况 成效 回顾 进展 评估 总结]],
  -- problems that are being dealt with are none found: 问题|整改情况
  handled = [[整改情况 落实情况 办理情况 处理情况 解决 化解 处置 攻坚 破解 整治]],
  -- headings of an audit report below which problems stand
  audited = [[审计情况 审计发现 审计查出]],
  -- 还存在以下|问题|：
  problem_lead = [[问题 不足 短板 差距 困难 薄弱环节 挑战 弱项 清醒看到 清醒认识到]],
  -- 提出以下|审议意见|：
  suggestion_lead = [[审议意见 以下意见 建议 提出以下 几个方面 几方面 重点抓好 重点做好]],
  -- with what the chair of a meeting asks for something
  asked = [[希望 要求 需要 务必 必须]],
  -- what a paragraph about tasks begins with
  task_start = [[下一步 下步 下一阶段 下半年 接下来 今后]],
  -- 重点做好以下|工作：
  task_lead = [[下一步 下步 下半年 接下来 今后 会议要求 工作打算 重点工作 整改措施 表态 作出如下 抓好以下 做好以下]],
}
