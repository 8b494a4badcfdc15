-- Words that tell what a part of a report holds: problems found, suggestions made, tasks set.
-- `*_heading` stand in headings, `*_lead` in the sentence that leads an enumeration in.
return {
  problem_heading = [[存在问题 存在的问题 存在的主要问题 存在主要问题 主要问题
    存在问题和不足 问题和不足 问题与不足 存在的不足 存在的困难 问题及不足
    困难和不足 困难与不足 困难及不足 不足和困难 差距和不足
    困难与问题 问题与困难 问题与差距
    存在的困难和问题
    存在困难 存在的短板 问题和困难 问题短板 面临的困难 面临的问题 存在的突出问题
    困难和问题 问题和差距 存在的差距 不足之处 问题及原因 问题不足 存在不足]],
  suggestion_heading = [[建议 意见建议 意见和建议 对策建议 几点意见 对策]],
  task_heading = [[下一步 下步 今后 打算 努力方向 整改措施 下一阶段]],
  -- these only at the end of a heading: 突出工作重点 is none
  task_ending = [[重点工作 工作重点 工作思路 工作计划 重点任务 主要任务 工作安排
    工作任务 工作措施 工作建议]],
  not_task = [[情况 成效 回顾 进展 评估 总结]],
  handled = [[整改情况 解决 化解 处置 攻坚 破解 整治 落实情况 办理情况 处理情况]],
  audited = [[审计情况 审计发现 审计查出]],
  problem_lead = [[问题 不足 短板 差距 困难 薄弱环节 挑战 弱项 清醒看到 清醒认识到]],
  suggestion_lead = [[审议意见 建议 提出以下 几个方面 几方面 重点抓好 重点做好 以下意见]],
  -- with what the chair of a meeting asks for something
  asked = [[希望 要求 需要 务必 必须]],
  -- what a paragraph about tasks begins with
  task_start = [[下一步 下步 接下来 今后 下一阶段 下半年]],
  task_lead = [[下一步 下步 接下来 下半年 工作打算 重点工作 今后 会议要求 表态 作出如下
    抓好以下 做好以下 整改措施]],
}
