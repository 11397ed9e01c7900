"""What a task forgets with its report: every word of it. Its days, its unit and its letter's number stay."""

from narahubung.reports.tasks import TaskMessage, TimeRequest


def forget_tasks(report):
    report.tasks.update(question="", draft="", answer="", signatory="")
    TaskMessage.objects.filter(task__report=report).update(text="")
    TimeRequest.objects.filter(task__report=report).update(reason="", words="")
