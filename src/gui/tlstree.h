#pragma once

#include "report/tlsrows.h"

#include <QTreeWidget>

namespace wirewise::gui {

/// The facts of a handshake: a title for each section, below it names and values. What is wrong is open at
/// first, long lists are closed.
class TlsTree : public QTreeWidget
{
    Q_OBJECT
public:
    explicit TlsTree(QWidget *parent = nullptr);

    void show(const QList<report::TlsSection> &sections);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addSection(const report::TlsSection &section);
    void dress();

    QList<report::TlsSection> m_shown;
};

} // namespace wirewise::gui
