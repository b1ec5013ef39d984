#include "gui/exportrunner.h"

#include "gui/reportpaper.h"

#include <QCoreApplication>

namespace wirewise::gui {

ExportRunner::ExportRunner(ExportSource source, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
{
    m_previews.setMaxThreadCount(1);
    m_files.setMaxThreadCount(1);
}

ExportRunner::~ExportRunner()
{
    if (m_previewing)
        m_previewing->cancel();
    cancel();
    m_previews.waitForDone();
    m_files.waitForDone();
}

void ExportRunner::answer(const Watch &watch, std::function<void()> call)
{
    QMetaObject::invokeMethod(
        this,
        [watch, call = std::move(call)] {
            if (!watch->isCancelled())
                call();
        },
        Qt::QueuedConnection);
}

void ExportRunner::preview(const ExportOrder &order)
{
    if (m_previewing)
        m_previewing->cancel();
    m_previewing = std::make_shared<ExportWatch>();
    m_previews.clear();
    m_previews.start([this, order, watch = m_previewing] {
        const qint64 messages = order.include.messages ? m_source.content.messageCount : 0;
        makePreview(order, watch, qMin(messages, PreviewMessages));
        if (messages > PreviewMessages)
            makePreview(order, watch, messages);
    });
}

void ExportRunner::makePreview(const ExportOrder &order, const Watch &watch, qint64 gathered)
{
    if (watch->isCancelled())
        return;
    PreparedPreview made;
    made.preview = previewExport(m_source, order, redactorFor(m_source, order, gathered, *watch), *watch);
    made.complete = gathered >= made.preview.messages;
    if (!watch->isCancelled() && !made.preview.page.isEmpty()) {
        const bool isMarkdown = order.kind == ExportKind::Markdown;
        made.paper = std::make_shared<ReportPaper>(made.preview.page, isMarkdown ? ReportPaper::Text::Markdown
                                                                                 : ReportPaper::Text::Html);
        made.paper->moveToThread(QCoreApplication::instance()->thread());
    }
    answer(watch, [this, made] {
        if (made.complete)
            m_previewing.reset();
        Q_EMIT previewed(made);
    });
}

void ExportRunner::save(const ExportOrder &order, const QString &path)
{
    if (m_writing)
        return;
    m_writing = std::make_shared<ExportWatch>();
    m_files.start([this, order, path, watch = m_writing] {
        const ExportOutcome outcome = saveExport(m_source, order, path, *watch);
        QMetaObject::invokeMethod(
            this, [this, outcome, path] { finish(outcome, path); }, Qt::QueuedConnection);
    });
}

void ExportRunner::finish(const ExportOutcome &outcome, const QString &path)
{
    m_writing.reset();
    switch (outcome.end) {
    case ExportOutcome::End::Saved:
        Q_EMIT saved(path, outcome.bytes);
        return;
    case ExportOutcome::End::Cancelled:
        Q_EMIT cancelled();
        return;
    case ExportOutcome::End::Failed:
        Q_EMIT failed(outcome.problem);
        return;
    }
}

void ExportRunner::copyMarkdown(const ExportOrder &order)
{
    if (m_writing)
        return;
    m_writing = std::make_shared<ExportWatch>();
    ExportOrder markdown = order;
    markdown.kind = ExportKind::Markdown;
    m_files.start([this, markdown, watch = m_writing] {
        const qint64 messages = markdown.include.messages ? m_source.content.messageCount : 0;
        const ExportPreview made =
            previewExport(m_source, markdown, redactorFor(m_source, markdown, messages, *watch), *watch);
        QMetaObject::invokeMethod(
            this,
            [this, watch, made] {
                m_writing.reset();
                if (watch->isCancelled())
                    Q_EMIT cancelled();
                else if (made.failed)
                    Q_EMIT failed(
                        tr("The report could not be written as Markdown. Save it as a file instead."));
                else
                    Q_EMIT copied(made.source, !made.cut);
            },
            Qt::QueuedConnection);
    });
}

void ExportRunner::cancel()
{
    if (m_writing)
        m_writing->cancel();
}

} // namespace wirewise::gui
