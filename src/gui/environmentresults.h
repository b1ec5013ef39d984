#pragma once

#include "diagnosis/finding.h"

#include <QDialog>
#include <QHash>

#include <memory>
#include <optional>

namespace wirewise::gui {

namespace Ui {
class EnvironmentResults;
}

/// What one endpoint gives in each environment: a row for each, and a sentence above them.
class EnvironmentResults : public QDialog
{
    Q_OBJECT
public:
    EnvironmentResults(const QString &endpoint, const QStringList &environments, QWidget *parent = nullptr);
    ~EnvironmentResults() override;

    [[nodiscard]] const QString &endpoint() const { return m_endpoint; }
    /// A check began; its session is kept there.
    void setRunning(const QString &environment, const QString &path);
    void setVerdict(const QString &environment, diagnosis::Verdict verdict, const QString &sentence);
    /// It was not checked, and why.
    void setRefused(const QString &environment, const QString &sentence);

Q_SIGNALS:
    void opened(const QString &path);

private:
    struct Row
    {
        QString environment, path;
        std::optional<diagnosis::Verdict> verdict;
    };
    void put(int row, const QString &word, const QString &sentence, const char *icon, int token);
    void summarise();
    [[nodiscard]] int rowOf(const QString &environment) const;

    std::unique_ptr<Ui::EnvironmentResults> m_ui;
    QString m_endpoint;
    QList<Row> m_rows;
};

} // namespace wirewise::gui
